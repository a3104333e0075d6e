"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { LabelChanges, Step } from "@/lib/contracts/trends";
import { EmptyState } from "../../../../_components/empty-state";
import { LocalTime } from "../../../../_components/local-time";
import { StackedBars } from "../../../../_components/trends/stacked-bars";
import { TrendCard } from "../../../../_components/trends/trend-card";
import { useBinNames } from "../../../../_components/trends/use-bin-names";
import { useFormat } from "../../../../_components/use-format";
import { changesCsv } from "./changes-csv";
import { changesWords } from "./changes-words";

interface ChangesCardProps {
  readonly changes: LabelChanges;
  readonly onStep: (step: Step) => void;
}

const kinds = ["changed", "takenBack", "overruled"] as const;
const colors = { changed: "var(--accent)", takenBack: "var(--wheat)", overruled: "var(--edge)" } as const;

/** How many labels were changed, taken back or overruled, over time. */
export function ChangesCard({ changes, onStep }: ChangesCardProps) {
  const t = useTranslations("trends.changes");
  const format = useFormat();
  const { step, bins, totals, since } = changes;
  const names = useBinNames(step);
  const csv = useMemo(() => changesCsv(bins), [bins]);
  const isEmpty = totals.changed + totals.takenBack + totals.overruled === 0;
  return (
    <TrendCard
      title={t("title")}
      fileName={`label-changes-by-${step}.csv`}
      csv={csv}
      step={step}
      onStep={onStep}
      heads={[t("from"), t("labels"), ...kinds.map((kind) => t(kind))]}
      rows={bins.map(({ start, labels, ...counts }) => ({
        key: start,
        cells: [names.long(start), format.count(labels), ...kinds.map((kind) => format.count(counts[kind]))],
      }))}
      empty={isEmpty && <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
      chart={(describedBy) => (
        <StackedBars
          step={step}
          starts={bins.map(({ start }) => start)}
          parts={kinds.map((kind) => ({
            name: t(kind),
            color: colors[kind],
            counts: bins.map((bin) => bin[kind]),
          }))}
          valueWords={format.count}
          axis={t("axis")}
          label={t("described", { points: bins.length })}
          describedBy={describedBy}
          hint={(place) => {
            const { start, ...counts } = bins[place]!;
            return t("hint", { when: names.long(start), ...counts });
          }}
        />
      )}
      meaning={changesWords(changes, t, format)}
      note={
        <>
          {t("note")}
          {since !== null && (
            <> {t.rich("since", { when: () => <LocalTime key="when" instant={since} /> })}</>
          )}
        </>
      }
    />
  );
}
