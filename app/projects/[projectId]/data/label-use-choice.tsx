import type { LabelUse, Modality } from "@/lib/contracts/projects";

interface LabelUseChoiceProps {
  readonly modality: Modality;
  readonly value: LabelUse;
  readonly disabled: boolean;
  readonly onChange: (value: LabelUse) => void;
}

const uses: readonly { value: LabelUse; name: string; hint: string }[] = [
  {
    value: "known",
    name: "Known labels",
    hint: "The model trains on them at once. They do not count as labels spent.",
  },
  {
    value: "truth",
    name: "Hidden truth",
    hint: "Nobody who labels sees them, no model trains on them. They can answer in your place, to simulate a project.",
  },
  { value: "ignore", name: "Ignore them", hint: "Every sample comes in unlabeled." },
];

/** What becomes of labels that the file brings along. */
export function LabelUseChoice({ modality, value, disabled, onChange }: LabelUseChoiceProps) {
  return (
    <fieldset disabled={disabled} className="disabled:opacity-55">
      <legend className="mb-1.5 text-sm font-medium">
        {modality === "text"
          ? "If the file has a label column, its labels are"
          : "If the zip has folders, their names are"}
      </legend>
      <div className="grid gap-2">
        {uses.map((use) => (
          <label
            key={use.value}
            className="flex cursor-pointer gap-3 rounded-lg border border-edge px-3.5 py-2.5 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="label-use"
              value={use.value}
              checked={value === use.value}
              onChange={() => onChange(use.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="block font-medium">{use.name}</span>
              <span className="block text-[0.8125rem] text-muted">{use.hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
