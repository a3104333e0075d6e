"use client";

import { useTranslations } from "use-intl";

export type ChartView = "chart" | "table";

interface ViewSwitchProps {
  readonly shown: ChartView;
  readonly onChoose: (view: ChartView) => void;
}

const views: readonly ChartView[] = ["chart", "table"];

/** Whether numbers are shown as a picture or as a table. */
export function ViewSwitch({ shown, onChoose }: ViewSwitchProps) {
  const t = useTranslations("common.charts");
  return (
    <span className="flex gap-1 print:hidden">
      {views.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={shown === view}
          onClick={() => onChoose(view)}
          className="rounded-md px-2 py-1 hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
        >
          {t(view)}
        </button>
      ))}
    </span>
  );
}
