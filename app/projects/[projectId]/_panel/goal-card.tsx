import type { ReactNode } from "react";
import type { Progress } from "@/lib/contracts/progress";
import { Card } from "../../../_components/card";
import { StatRow } from "../../../_components/stat-row";
import { FigureRow } from "./figure-row";
import { expenseLines, labelsOf, rangeOf, targetOf } from "./figures";
import { forecastWords } from "./forecast-words";
import { useWords } from "./use-words";

interface GoalCardProps {
  readonly progress: Progress;
  /** Samples of the pool without a label. */
  readonly unlabeled: number;
  readonly goalButton: ReactNode;
}

/** What the lead aims at, and how many labels, hours and how much money it takes from now on. */
export function GoalCard({ progress, unlabeled, goalButton }: GoalCardProps) {
  const words = useWords();
  const { t, format } = words;
  const { metric, target, hourlyRate, currency, forecast } = progress;
  const needed = forecast.kind === "forecast" ? forecast.needed : null;
  // Where the curve may be there already, all that is known is until when it is there.
  const isAhead = needed !== null && Math.round(needed.labels.value) > 0;
  return (
    <Card title={t("goal.title")} aside={goalButton}>
      <p>{forecastWords(progress, unlabeled, words)}</p>
      <dl className="mt-3">
        {isAhead && <NeededRows needed={needed} currency={currency} />}
        <StatRow name={t("goal.targetOf", { metric })}>
          {target === null ? t("goal.none") : targetOf(metric, target, words)}
        </StatRow>
        <StatRow name={t("goal.rate")}>
          {hourlyRate === null ? t("goal.none") : format.price(hourlyRate, currency)}
        </StatRow>
      </dl>
      {isAhead && <p className="mt-3 text-[0.8125rem] text-muted">{t("forecast.band")}</p>}
    </Card>
  );
}

interface NeededRowsProps {
  readonly needed: Extract<Progress["forecast"], { kind: "forecast" }>["needed"];
  readonly currency: string;
}

function NeededRows({ needed, currency }: NeededRowsProps) {
  const words = useWords();
  const { t } = words;
  const one = (value: number) => labelsOf(value, words);
  const { hours, money } = expenseLines(needed, currency, words);
  return (
    <>
      <FigureRow
        name={t("forecast.labels")}
        value={one(needed.labels.value)}
        range={rangeOf(needed.labels, one, words)}
      />
      {hours && <FigureRow name={t("forecast.hours")} {...hours} />}
      {money && <FigureRow name={t("forecast.money")} {...money} />}
    </>
  );
}
