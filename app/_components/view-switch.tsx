"use client";

import { useTranslations } from "use-intl";
import { Choices } from "./choices";

export type ChartView = "chart" | "table";

interface ViewSwitchProps {
  /** What the numbers are of, for those who hear the switch alone. */
  readonly of: string;
  readonly shown: ChartView;
  readonly onChoose: (view: ChartView) => void;
}

const views: readonly ChartView[] = ["chart", "table"];

/** Whether numbers are shown as a picture or as a table. */
export function ViewSwitch({ of, shown, onChoose }: ViewSwitchProps) {
  const t = useTranslations("common.charts");
  return (
    <Choices
      label={t("shownAs", { of })}
      chosen={shown}
      options={views.map((value) => ({ value, words: t(value) }))}
      onChoose={onChoose}
    />
  );
}
