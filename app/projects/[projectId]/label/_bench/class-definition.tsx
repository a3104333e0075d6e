import { useTranslations } from "use-intl";
import type { LabelClass } from "./keymap";

interface ClassDefinitionProps {
  readonly labelClass: LabelClass;
  /** How many examples at most. */
  readonly examples: number;
}

/** What a class means, and samples that are of it. */
export function ClassDefinition({ labelClass, examples }: ClassDefinitionProps) {
  const t = useTranslations("bench.guidelines");
  const shown = labelClass.examples.slice(0, examples);
  return (
    <>
      <p dir="auto" className="wrap-anywhere">
        {labelClass.description || (shown.length === 0 && t("noDefinition"))}
      </p>
      {shown.length > 0 && (
        <ul aria-label={t("examples")} className="mt-1 space-y-1">
          {shown.map((example) => (
            <li key={example} dir="auto" className="border-s-2 border-line ps-2 italic wrap-anywhere">
              {example}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Whether there is anything to read about it. */
export function isDefined({ description, examples }: LabelClass): boolean {
  return description !== "" || examples.length > 0;
}
