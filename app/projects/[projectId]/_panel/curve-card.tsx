"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { CurvePoint } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { EmptyState } from "../../../_components/empty-state";
import { useFormat } from "../../../_components/use-format";
import { curveCsv, meaningOf } from "./curve-facts";
import { CurveTable } from "./curve-table";
import { LearningCurve } from "./learning-curve";

/** The learning curve as a picture or as a table, with one sentence that says what it means. */
export function CurveCard({ curve }: { readonly curve: readonly CurvePoint[] }) {
  const t = useTranslations("panel.curve");
  const format = useFormat();
  const meaning = useTranslations("panel.meaning");
  const [shown, setShown] = useState<"chart" | "table">("chart");
  const meaningId = useId();
  if (curve.length === 0) {
    return (
      <Card title={t("title")}>
        <div className="grid min-h-80 place-items-center">
          <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
        </div>
      </Card>
    );
  }
  return (
    <Card
      title={t("title")}
      aside={
        <span className="flex items-center gap-1">
          <Choice name="chart" shown={shown} onChoose={setShown} />
          <Choice name="table" shown={shown} onChoose={setShown} />
          <a
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(curveCsv(curve))}`}
            download="learning-curve.csv"
            className="rounded-md px-2 py-1 hover:bg-sunken hover:text-ink"
          >
            {t("csv")}
          </a>
        </span>
      }
    >
      {shown === "chart" ? (
        <LearningCurve curve={curve} describedBy={meaningId} />
      ) : (
        <CurveTable curve={curve} />
      )}
      <p id={meaningId} className="mt-3 text-[0.8125rem] text-muted">
        {meaningOf(curve, meaning, format)}
      </p>
    </Card>
  );
}

interface ChoiceProps {
  readonly name: "chart" | "table";
  readonly shown: "chart" | "table";
  readonly onChoose: (name: "chart" | "table") => void;
}

function Choice({ name, shown, onChoose }: ChoiceProps) {
  const t = useTranslations("panel.curve");
  return (
    <button
      type="button"
      aria-pressed={shown === name}
      onClick={() => onChoose(name)}
      className="rounded-md px-2 py-1 hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
    >
      {t(name)}
    </button>
  );
}
