import { CircleCheck, CircleHelp, CirclePause, CirclePlay, CircleStop } from "lucide-react";
import type { Progress } from "@/lib/contracts/progress";
import { Card } from "../../../_components/card";
import { StatRow } from "../../../_components/stat-row";
import { adviceWords, stops } from "./advice-words";
import { FigureRow } from "./figure-row";
import { changeBandOf, changeOf, roughly } from "./figures";
import { useWords } from "./use-words";

const icons = {
  targetMet: CircleCheck,
  flat: CircleStop,
  goOn: CirclePlay,
  growHoldout: CircleHelp,
  budgetSpent: CircleStop,
  cannotTell: CircleHelp,
};

interface AdviceCardProps {
  readonly progress: Progress;
  /** Whether nothing is handed out at the moment. */
  readonly isPaused: boolean;
}

/** Whether to stop or to go on, with what speaks for it. */
export function AdviceCard({ progress, isPaused }: AdviceCardProps) {
  const words = useWords();
  const { t, format } = words;
  const { advice, metric, currency, budget, labelsSpent, pinnedModelNumber } = progress;
  const { nextHundred, priceOfHundred, stability } = advice;
  const Icon = isPaused && !stops.has(advice.kind) ? CirclePause : icons[advice.kind];
  return (
    <Card title={t("advice.title")}>
      <p className="flex gap-2.5 text-[0.9375rem] leading-snug font-medium">
        <Icon size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
        <span>{adviceWords(progress, isPaused, words)}</span>
      </p>
      <dl className="mt-3">
        {nextHundred && (
          <FigureRow
            name={t(pinnedModelNumber === null ? "advice.nextHundred" : "advice.nextHundredTrained")}
            value={t("advice.change", {
              direction: nextHundred.value < 0 ? "down" : "up",
              change: changeOf(metric, nextHundred.value, words),
            })}
            range={changeBandOf(metric, nextHundred, words)}
          />
        )}
        {priceOfHundred !== null && (
          <StatRow name={t("advice.priceOfHundred")}>
            {format.money(roughly(priceOfHundred), currency)}
          </StatRow>
        )}
        <StatRow
          name={
            <>
              {t("advice.stability")} <span className="text-[0.8125rem]">{t("advice.stabilityHint")}</span>
            </>
          }
        >
          {stability === null ? "–" : format.decimals(stability, 2)}
        </StatRow>
        <FigureRow
          name={t("advice.budget")}
          value={budget === null ? t("advice.noBudget") : t("spent.ofBudget", { spent: labelsSpent, budget })}
          range={budget === null ? undefined : t(labelsSpent >= budget ? "advice.guardHit" : "advice.guard")}
        />
      </dl>
    </Card>
  );
}
