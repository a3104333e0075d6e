import type { LucideIcon } from "lucide-react";

interface RadioCardsProps {
  readonly name: string;
  readonly legend: string;
  /** The first is chosen until another one is. */
  readonly choices: readonly {
    readonly value: string;
    readonly name: string;
    readonly hint: string;
    readonly icon: LucideIcon;
  }[];
}

/** A few choices of which one holds, each with a hint. */
export function RadioCards({ name, legend, choices }: RadioCardsProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {choices.map(({ icon: Icon, ...choice }, i) => (
          <label
            key={choice.value}
            className="flex cursor-pointer items-center gap-3 rounded-lg border border-edge p-3.5 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={i === 0}
              className="size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{choice.name}</span>
              <span className="block text-[0.8125rem] text-muted">{choice.hint}</span>
            </span>
            <Icon size={20} aria-hidden="true" className="shrink-0 text-muted" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
