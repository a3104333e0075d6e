import clsx from "clsx";
import { useId } from "react";

interface ChoicesProps<Value extends string> {
  /** What is chosen: a screen reader says it before the choices. */
  readonly label: string;
  /** Whether the label stands above the choices, for all to read. */
  readonly showsLabel?: boolean;
  readonly chosen: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly words: string;
    readonly isDisabled?: boolean;
  }[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, as small buttons in a row. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { label, showsLabel = false, chosen, options, onChoose } = props;
  const labelId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its frame and its legend
    <div role="group" aria-labelledby={labelId} className="min-w-0 print:hidden">
      <span id={labelId} className={clsx(showsLabel ? "mb-1 block text-[0.8125rem] text-muted" : "sr-only")}>
        {label}
      </span>
      <span className="flex flex-wrap items-center gap-0.5">
        {options.map(({ value, words, isDisabled = false }) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen === value}
            disabled={isDisabled}
            onClick={() => onChoose(value)}
            className="rounded-md px-2 py-1 wrap-anywhere enabled:hover:bg-sunken enabled:hover:text-ink disabled:cursor-not-allowed disabled:text-muted disabled:line-through aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent pointer-coarse:min-h-11"
          >
            {words}
          </button>
        ))}
      </span>
    </div>
  );
}
