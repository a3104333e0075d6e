"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { Breakable } from "../../../../_components/breakable";
import { ClassMark } from "../../../../_components/class-mark";
import { KeyCap } from "../../label/_bench/key-cap";
import { choicesOf, type Disagreement, isArchived, type ReviewChoice } from "./review-choices";

interface ReviewRowProps {
  readonly disagreement: Disagreement;
  readonly agreement: Agreement;
  readonly nameOf: (number: number) => string;
  /** The row that keys are about. */
  readonly isActive: boolean;
  readonly mayLead: boolean;
  readonly hasKeys: boolean;
  readonly onFocus: () => void;
  readonly onSettle: (labelClassIds: readonly string[]) => void;
}

/** A sample that people disagree on: what it is, and who says what of it. */
export function ReviewRow(props: ReviewRowProps) {
  const { disagreement, agreement, isActive, mayLead } = props;
  const t = useTranslations("agreement.review");
  const choices = choicesOf(disagreement, agreement.task);
  const { sampleId, excerpt, imageUrl } = disagreement;
  return (
    <li
      data-row={sampleId}
      tabIndex={isActive ? 0 : -1}
      onFocus={props.onFocus}
      className={clsx(
        "grid gap-3 border-t border-line px-3 py-3 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_16rem]",
        isActive && "shadow-[inset_3px_0_0_var(--accent)] rtl:shadow-[inset_-3px_0_0_var(--accent)]",
      )}
    >
      {imageUrl === null ? (
        <p dir="auto" className="leading-relaxed whitespace-pre-line wrap-anywhere">
          {excerpt}
        </p>
      ) : (
        // biome-ignore lint/performance/noImgElement: the server's own preview
        <img
          src={`/api/v1${imageUrl.replace(/image$/, "preview")}`}
          alt={t("image", { number: sampleId })}
          loading="lazy"
          className="h-44 max-w-full rounded-md bg-sunken object-contain"
        />
      )}
      <div className="grid content-start gap-1.5">
        {choices.map((choice, place) => (
          <Choice key={choice.labelClassIds.join()} {...props} choice={choice} digit={place + 1} />
        ))}
        {mayLead && agreement.task === "single" && <OtherClass {...props} choices={choices} />}
      </div>
    </li>
  );
}

function Choice({
  choice,
  digit,
  ...props
}: ReviewRowProps & { readonly choice: ReviewChoice; readonly digit: number }) {
  const t = useTranslations("agreement.review");
  const { labelClassIds, numbers } = choice;
  const classes = props.agreement.labelClasses.filter(({ id }) => labelClassIds.includes(id));
  const isGone = isArchived(choice, props.agreement);
  const face = (
    <>
      {props.mayLead && props.hasKeys && digit < 10 && (
        <KeyCap className="pointer-coarse:hidden">{String(digit)}</KeyCap>
      )}
      <span className="grid min-w-0 flex-1 gap-0.5 text-start">
        <span className="flex flex-wrap gap-x-3 gap-y-0.5 font-medium">
          {classes.length === 0 && t("none")}
          {classes.map(({ id, name, position }) => (
            <span key={id} className="flex min-w-0 items-center gap-1.5">
              <ClassMark position={position} />
              <bdi className="wrap-anywhere">
                <Breakable text={name} />
              </bdi>
            </span>
          ))}
        </span>
        <span className="text-xs text-muted wrap-anywhere">
          {isGone
            ? t("archived")
            : numbers.length === 0
              ? t("together")
              : numbers.map(props.nameOf).join(", ")}
        </span>
      </span>
    </>
  );
  const look = "flex min-h-11 w-full items-center gap-2.5 rounded-lg border border-edge px-2.5 py-1.5";
  if (!props.mayLead || isGone) return <div className={look}>{face}</div>;
  return (
    <button
      type="button"
      data-prints
      tabIndex={props.isActive ? undefined : -1}
      onClick={() => props.onSettle(labelClassIds)}
      className={clsx(look, "hover:bg-sunken active:bg-accent-soft")}
    >
      {face}
    </button>
  );
}

function OtherClass({ choices, ...props }: ReviewRowProps & { readonly choices: readonly ReviewChoice[] }) {
  const t = useTranslations("agreement.review");
  const given = new Set(choices.flatMap(({ labelClassIds }) => labelClassIds));
  const others = props.agreement.labelClasses.filter((each) => !each.isArchived && !given.has(each.id));
  if (others.length === 0) return null;
  return (
    <select
      aria-label={t("other")}
      tabIndex={props.isActive ? undefined : -1}
      value=""
      onChange={(event) => props.onSettle([event.target.value])}
      className="min-h-9 w-full rounded-lg border border-edge bg-surface px-2 text-[0.8125rem] text-muted pointer-coarse:min-h-11"
    >
      <option value="">{t("other")}</option>
      {others.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
