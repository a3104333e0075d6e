import { Tag, Tags } from "lucide-react";
import { useTranslations } from "use-intl";
import { RadioCards } from "./radio-cards";

const tasks = [
  { value: "single", icon: Tag },
  { value: "multi", icon: Tags },
] as const;

/** How many classes a sample may have; it stays as it is chosen here. */
export function TaskChoice() {
  const t = useTranslations("projects.create");
  return (
    <RadioCards
      name="task"
      legend={t("howMany")}
      choices={tasks.map((task) => ({ ...task, name: t(task.value), hint: t(`${task.value}Hint`) }))}
    />
  );
}
