import { FileText, Image } from "lucide-react";
import { useTranslations } from "use-intl";
import { RadioCards } from "./radio-cards";

const kinds = [
  { value: "text", icon: FileText },
  { value: "image", icon: Image },
] as const;

/** What the samples are; a project holds one kind. */
export function ModalityChoice() {
  const t = useTranslations("projects.create");
  return (
    <RadioCards
      name="modality"
      legend={t("what")}
      choices={kinds.map((kind) => ({ ...kind, name: t(kind.value), hint: t(`${kind.value}Hint`) }))}
    />
  );
}
