interface ChoicesProps<Name extends string> {
  /** What is chosen, for those who cannot see it. */
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly wordsOf: (name: Name) => string;
  readonly onChoose: (name: Name) => void;
}

/** One of a few, as small buttons in a row. */
export function Choices<Name extends string>({
  label,
  names,
  chosen,
  wordsOf,
  onChoose,
}: ChoicesProps<Name>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its frame and its legend
    <span role="group" aria-label={label} className="inline-flex flex-wrap items-center gap-0.5">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={chosen === name}
          onClick={() => onChoose(name)}
          className="rounded-md px-2 py-1 hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
        >
          {wordsOf(name)}
        </button>
      ))}
    </span>
  );
}
