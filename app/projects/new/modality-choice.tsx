import { FileText, Image } from "lucide-react";

const kinds = [
  { value: "text", name: "Texts", hint: "CSV or JSONL with a text column", icon: FileText },
  { value: "image", name: "Images", hint: "A zip of PNG, JPEG or WebP files", icon: Image },
];

/** What the samples are; a project holds one kind. */
export function ModalityChoice() {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">What will you label?</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {kinds.map(({ value, name, hint, icon: Icon }) => (
          <label
            key={value}
            className="flex cursor-pointer items-center gap-3 rounded-lg border border-edge p-3.5 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="modality"
              value={value}
              defaultChecked={value === "text"}
              className="size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{name}</span>
              <span className="block text-[0.8125rem] text-muted">{hint}</span>
            </span>
            <Icon size={20} aria-hidden="true" className="shrink-0 text-muted" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
