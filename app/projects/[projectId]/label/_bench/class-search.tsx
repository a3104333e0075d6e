"use client";

import clsx from "clsx";
import type { RefObject } from "react";
import { useTranslations } from "use-intl";
import { ariaKey, keyCap } from "./bench-commands";
import { ChosenStrip } from "./chosen-strip";
import { KeyCap } from "./key-cap";
import type { ClassKeys, LabelClass } from "./keymap";
import { LabelFace } from "./label-row";
import { useClassSearch } from "./use-class-search";

interface ClassSearchProps {
  readonly labelClasses: readonly LabelClass[];
  readonly keys: ReadonlyMap<string, ClassKeys>;
  /** What leads to the field; undefined where nothing does. */
  readonly findKey: string | undefined;
  readonly disabled: boolean;
  /** What is pressed and not sent yet. */
  readonly chosen: readonly LabelClass[];
  readonly mayChooseMany: boolean;
  /** How sure the model is of a label; null where that is not shown. */
  readonly shareOf: (labelClass: LabelClass) => number | null;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Tells whether the answer was taken. */
  readonly onChoose: (labelClass: LabelClass) => boolean;
  readonly onPoint: (labelClass: LabelClass | null) => void;
}

/** More classes than digits: typing narrows the list, Enter takes the marked one. */
export function ClassSearch(props: ClassSearchProps) {
  const { labelClasses, findKey, chosen, field, onChoose } = props;
  const t = useTranslations("bench.labels");
  const close = () => {
    search.type("");
    field.current?.blur();
  };
  // What was typed stays when the answer came too early to be meant.
  const choose = (labelClass: LabelClass) => void (onChoose(labelClass) && close());
  const search = useClassSearch({ labelClasses, marksAtOnce: false, onChoose: choose, onEscape: close });
  const { found, markedClass } = search;
  return (
    <div className="flex max-h-[26rem] min-h-0 flex-col md:max-h-none">
      <div className="relative p-1">
        <input
          {...search.field}
          ref={field}
          aria-label={t("find")}
          aria-keyshortcuts={findKey && ariaKey(findKey)}
          placeholder={t("findOne", { count: labelClasses.length })}
          onChange={(event) => search.type(event.target.value)}
          className="peer h-11 w-full rounded-lg border border-edge bg-surface pe-11 ps-3 pointer-coarse:pe-3 text-[0.9375rem] placeholder:text-muted"
        />
        {findKey && (
          <span className="pointer-events-none absolute top-1/2 end-4 -translate-y-1/2 peer-focus:invisible pointer-coarse:hidden">
            <KeyCap>{keyCap(findKey)}</KeyCap>
          </span>
        )}
      </div>
      {(props.mayChooseMany || chosen.length > 0) && (
        <ChosenStrip chosen={chosen} onRemove={props.mayChooseMany ? onChoose : null} />
      )}
      <div
        id={search.listId}
        role="listbox"
        aria-label={t("title")}
        aria-multiselectable={props.mayChooseMany || undefined}
        tabIndex={-1}
        className="min-h-0 overflow-y-auto scroll-shade"
      >
        {found.map((labelClass) => (
          <ClassOption
            {...props}
            key={labelClass.id}
            id={search.optionId(labelClass)}
            labelClass={labelClass}
            isMarked={labelClass === markedClass}
            onChoose={choose}
          />
        ))}
        {found.length === 0 && <p className="p-3 text-muted">{t("notFound", { typed: search.typed })}</p>}
      </div>
    </div>
  );
}

interface ClassOptionProps
  extends Pick<ClassSearchProps, "keys" | "disabled" | "chosen" | "mayChooseMany" | "shareOf" | "onPoint"> {
  readonly id: string;
  readonly labelClass: LabelClass;
  readonly isMarked: boolean;
  readonly onChoose: (labelClass: LabelClass) => void;
}

function ClassOption(props: ClassOptionProps) {
  const { labelClass, isMarked, chosen, mayChooseMany, onChoose, onPoint } = props;
  const isChosen = chosen.includes(labelClass);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
    <div
      id={props.id}
      role="option"
      data-chosen={isChosen || undefined}
      aria-selected={mayChooseMany ? isChosen : isMarked}
      aria-disabled={props.disabled || undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(labelClass)}
      onPointerEnter={() => onPoint(labelClass)}
      onPointerLeave={() => onPoint(null)}
      className={clsx(
        "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border-s-4 px-3 py-1 hover:bg-sunken",
        isMarked || isChosen ? "border-accent bg-accent-soft" : "border-transparent",
      )}
    >
      <LabelFace
        isListed
        labelClass={labelClass}
        keys={props.keys.get(labelClass.id)}
        isChosen={isChosen}
        share={props.shareOf(labelClass)}
      />
      {isMarked && <KeyCap>Enter</KeyCap>}
    </div>
  );
}
