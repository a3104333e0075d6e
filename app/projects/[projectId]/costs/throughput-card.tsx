"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { fewestPaced, type Pace, type Step } from "@/lib/contracts/trends";
import { EmptyState } from "../../../_components/empty-state";
import { Figure } from "../../../_components/trends/figure";
import { TrendCard } from "../../../_components/trends/trend-card";
import { TrendPlot } from "../../../_components/trends/trend-plot";
import { useBinNames } from "../../../_components/trends/use-bin-names";
import { useFormat } from "../../../_components/use-format";
import { throughputCsv } from "./pace-csv";
import { throughputWords } from "./pace-words";

interface ThroughputCardProps {
  readonly pace: Pace;
  readonly onStep: (step: Step) => void;
}

/** How many labels an hour of work brings, over time. */
export function ThroughputCard({ pace, onStep }: ThroughputCardProps) {
  const t = useTranslations("trends.throughput");
  const format = useFormat();
  const { step, bins } = pace;
  const names = useBinNames(step);
  const csv = useMemo(() => throughputCsv(bins), [bins]);
  const points = bins.map(({ start, perHour }) => ({ start, value: perHour }));
  const known = points.filter(({ value }) => value !== null).length;
  const range = ({ low, high }: { readonly low: number | null; readonly high: number | null }) =>
    t("range", { low: format.count(low ?? 0), high: format.count(high ?? 0) });
  const hint = (place: number) => {
    const { start, labels, perHour } = bins[place]!;
    if (!perHour) return t("hintFew", { when: names.long(start), labels });
    const facts = { when: names.long(start), perHour: format.count(perHour.value), range: range(perHour) };
    return t("hint", { ...facts, labels });
  };
  return (
    <TrendCard
      title={t("title")}
      fileName={`throughput-by-${step}.csv`}
      csv={csv}
      step={step}
      onStep={onStep}
      heads={[t("from"), t("labels"), t("worked"), t("perHour")]}
      rows={bins.map(({ start, labels, workedSeconds, perHour }) => ({
        key: start,
        cells: [
          names.long(start),
          format.count(labels),
          format.effort(workedSeconds),
          perHour ? <Figure key="figure" value={format.count(perHour.value)} range={range(perHour)} /> : "–",
        ],
      }))}
      empty={
        known === 0 && <EmptyState title={t("empty")}>{t("emptyText", { labels: fewestPaced })}</EmptyState>
      }
      chart={(describedBy) => (
        <TrendPlot
          step={step}
          points={points}
          valueWords={format.count}
          axis={t("axis")}
          label={t("described", { points: known })}
          describedBy={describedBy}
          hint={hint}
        />
      )}
      meaning={throughputWords(pace, t, format)}
      note={t("note")}
    />
  );
}
