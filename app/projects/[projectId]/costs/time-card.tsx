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
import { timeCsv } from "./pace-csv";
import { timeWords } from "./pace-words";

interface TimeCardProps {
  readonly pace: Pace;
  readonly onStep: (step: Step) => void;
}

/** How long a label takes whoever gives it, over time. */
export function TimeCard({ pace, onStep }: TimeCardProps) {
  const t = useTranslations("trends.time");
  const format = useFormat();
  const { step, bins } = pace;
  const names = useBinNames(step);
  const csv = useMemo(() => timeCsv(bins), [bins]);
  const points = bins.map(({ start, seconds }) => ({ start, value: seconds }));
  const known = points.filter(({ value }) => value !== null).length;
  const range = ({ low, high }: { readonly low: number | null; readonly high: number | null }) =>
    t("range", { low: format.duration(low ?? 0), high: format.duration(high ?? 0) });
  const hint = (place: number) => {
    const { start, timed, seconds } = bins[place]!;
    if (!seconds) return t("hintFew", { when: names.long(start), timed });
    const facts = { when: names.long(start), median: format.duration(seconds.value), range: range(seconds) };
    return t("hint", { ...facts, timed });
  };
  return (
    <TrendCard
      title={t("title")}
      fileName={`time-per-item-by-${step}.csv`}
      csv={csv}
      step={step}
      onStep={onStep}
      heads={[t("from"), t("timed"), t("median")]}
      rows={bins.map(({ start, timed, seconds }) => ({
        key: start,
        cells: [
          names.long(start),
          format.count(timed),
          seconds ? (
            <Figure key="figure" value={format.duration(seconds.value)} range={range(seconds)} />
          ) : (
            "–"
          ),
        ],
      }))}
      empty={
        known === 0 && <EmptyState title={t("empty")}>{t("emptyText", { labels: fewestPaced })}</EmptyState>
      }
      chart={(describedBy) => (
        <TrendPlot
          step={step}
          points={points}
          valueWords={(seconds) => format.significant(seconds, 3)}
          axis={t("axis")}
          label={t("described", { points: known })}
          describedBy={describedBy}
          hint={hint}
        />
      )}
      meaning={timeWords(pace, t, format)}
      note={t("note")}
    />
  );
}
