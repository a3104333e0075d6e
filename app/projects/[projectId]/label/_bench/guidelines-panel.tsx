import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { ClassMark } from "../../../../_components/class-mark";
import { ClassDefinition, isDefined } from "./class-definition";
import type { LabelClass } from "./keymap";

interface GuidelinesPanelProps {
  readonly guidelines: string;
  readonly labelClasses: readonly LabelClass[];
  readonly onClose: () => void;
}

/** Beside the sample, not over it: one reads and labels at once. */
export function GuidelinesPanel({ guidelines, labelClasses, onClose }: GuidelinesPanelProps) {
  const t = useTranslations("bench.guidelines");
  const defined = labelClasses.filter(isDefined);
  return (
    <section
      aria-label={t("title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
      tabIndex={0}
      data-no-swipe
      className="absolute inset-x-0 bottom-0 z-10 h-1/2 overflow-y-auto overscroll-contain rounded-b-xl border-t border-line bg-sunken px-5 py-4 focus-visible:outline-offset-[-2px] lg:inset-y-0 lg:end-0 lg:start-auto lg:h-auto lg:w-2/5 lg:rounded-e-xl lg:rounded-es-none lg:border-t-0 lg:border-s"
    >
      <div className="flex items-start justify-between gap-3">
        <h2 className="font-semibold">{t("title")}</h2>
        <button
          type="button"
          aria-label={t("close")}
          aria-keyshortcuts="G"
          onClick={onClose}
          className="-mt-1.5 -me-2 grid size-8 place-items-center rounded-md text-muted hover:bg-line hover:text-ink pointer-coarse:size-11"
        >
          <X size={17} aria-hidden="true" />
        </button>
      </div>
      {guidelines !== "" && (
        <p dir="auto" className="mt-1 max-w-[68ch] whitespace-pre-wrap wrap-anywhere">
          {guidelines}
        </p>
      )}
      {defined.length > 0 && (
        <dl className="mt-4 space-y-3">
          {defined.map((labelClass) => (
            <div key={labelClass.id}>
              <dt className="flex items-center gap-2 font-medium">
                <ClassMark position={labelClass.position} />
                <span dir="auto" className="wrap-anywhere">
                  {labelClass.name}
                </span>
              </dt>
              <dd className="mt-0.5 ps-5 text-muted">
                <ClassDefinition labelClass={labelClass} examples={labelClass.examples.length} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
