import { useTranslations } from "use-intl";
import { type LabelUse, labelUseSchema, type Modality } from "@/lib/contracts/projects";

interface LabelUseChoiceProps {
  readonly modality: Modality;
  readonly value: LabelUse;
  readonly disabled: boolean;
  readonly onChange: (value: LabelUse) => void;
}

/** What becomes of labels that the file brings along. */
export function LabelUseChoice({ modality, value, disabled, onChange }: LabelUseChoiceProps) {
  const t = useTranslations("data.labelUse");
  return (
    <fieldset disabled={disabled} className="disabled:opacity-55">
      <legend className="mb-1.5 text-sm font-medium">
        {t(modality === "text" ? "legendText" : "legendImage")}
      </legend>
      <div className="grid gap-2">
        {labelUseSchema.options.map((use) => (
          <label
            key={use}
            className="flex cursor-pointer gap-3 rounded-lg border border-edge px-3.5 py-2.5 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="label-use"
              value={use}
              checked={value === use}
              onChange={() => onChange(use)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="block font-medium">{t(use)}</span>
              <span className="block text-[0.8125rem] text-muted">{t(`${use}Hint`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
