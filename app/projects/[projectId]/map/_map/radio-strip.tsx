interface RadioStripProps<Value extends string> {
  readonly legend: string;
  readonly name: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly isDisabled?: boolean;
  }[];
  readonly onChange: (value: Value) => void;
}

/** A choice of a few, side by side. */
export function RadioStrip<Value extends string>(props: RadioStripProps<Value>) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-[0.8125rem] text-muted">{props.legend}</legend>
      <div className="flex overflow-hidden rounded-lg border border-edge">
        {props.options.map(({ value, label, isDisabled = false }) => (
          <label
            key={value}
            className="relative grid min-h-9 min-w-0 cursor-pointer place-items-center border-edge px-3 py-1 text-center leading-tight wrap-anywhere not-first:border-s has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-disabled:cursor-not-allowed has-disabled:text-muted has-disabled:line-through has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={props.value === value}
              disabled={isDisabled}
              onChange={() => props.onChange(value)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
