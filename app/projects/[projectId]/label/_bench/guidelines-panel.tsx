import { X } from "lucide-react";
import type { LabelClass } from "./keymap";

interface GuidelinesPanelProps {
  readonly guidelines: string;
  readonly labelClasses: readonly LabelClass[];
  readonly onClose: () => void;
}

/** Beside the sample, not over it: one reads and labels at once. */
export function GuidelinesPanel({ guidelines, labelClasses, onClose }: GuidelinesPanelProps) {
  const defined = labelClasses.filter(({ description }) => description !== "");
  return (
    <section
      aria-label="Guidelines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
      tabIndex={0}
      className="absolute inset-x-0 bottom-0 z-10 h-1/2 overflow-y-auto rounded-b-xl border-t border-line bg-sunken px-5 py-4 focus-visible:outline-offset-[-2px] lg:inset-y-0 lg:right-0 lg:left-auto lg:h-auto lg:w-2/5 lg:rounded-r-xl lg:rounded-bl-none lg:border-t-0 lg:border-l"
    >
      <div className="flex items-start justify-between gap-3">
        <h2 className="font-semibold">Guidelines</h2>
        <button
          type="button"
          aria-label="Close the guidelines"
          aria-keyshortcuts="G"
          onClick={onClose}
          className="-mt-1.5 -mr-2 grid size-8 place-items-center rounded-md text-muted hover:bg-line hover:text-ink"
        >
          <X size={17} aria-hidden="true" />
        </button>
      </div>
      {guidelines !== "" && (
        <p dir="auto" className="mt-1 whitespace-pre-wrap wrap-anywhere">
          {guidelines}
        </p>
      )}
      {defined.length > 0 && (
        <dl className="mt-3 space-y-2">
          {defined.map(({ id, name, description }) => (
            <div key={id} dir="auto">
              <dt className="font-medium wrap-anywhere">{name}</dt>
              <dd className="text-muted wrap-anywhere">{description}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
