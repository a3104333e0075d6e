import type { Progress } from "@/lib/contracts/progress";
import { Card } from "../../../_components/card";
import { StatRow } from "../../../_components/stat-row";
import { activeWords } from "./active-words";
import { FigureRow } from "./figure-row";
import { rangeOf } from "./figures";
import { growthWords } from "./growth-words";
import { useWords } from "./use-words";
import { WidthForm } from "./width-form";

interface HoldoutCardProps {
  readonly projectId: string;
  readonly progress: Progress;
  readonly mayLead: boolean;
}

/** What the holdout costs, how sure it makes, and what more would take. */
export function HoldoutCard({ projectId, progress, mayLead }: HoldoutCardProps) {
  const words = useWords();
  const { t, format } = words;
  const { plainLabels, activeLabels, width, askedWidth, labelsForAskedWidth, sampling } = progress.holdout;
  const asked =
    askedWidth === null ? t("holdout.notAsked") : t("points", { value: format.points(askedWidth) });
  return (
    <Card title={t("holdout.title")} aside={t(`holdout.${sampling}`)}>
      <dl>
        <StatRow name={t("holdout.plain")}>{format.count(plainLabels)}</StatRow>
        {activeLabels > 0 && <StatRow name={t("holdout.activeLabels")}>{format.count(activeLabels)}</StatRow>}
        <StatRow name={t("holdout.width")}>
          {width === null ? "–" : t("points", { value: format.points(width) })}
        </StatRow>
        <StatRow name={t("holdout.asked")}>
          {mayLead ? <WidthForm projectId={projectId} askedWidth={askedWidth} /> : asked}
        </StatRow>
        {labelsForAskedWidth !== null && (
          <FigureRow
            name={t("holdout.needed")}
            value={format.count(labelsForAskedWidth)}
            range={
              labelsForAskedWidth > plainLabels
                ? t("holdout.missing", { missing: labelsForAskedWidth - plainLabels })
                : t("holdout.reached")
            }
          />
        )}
        <ActiveRows progress={progress} />
      </dl>
      <p className="mt-3 text-[0.8125rem] text-muted">
        {[activeWords(progress, words), growthWords(progress, words)].filter(Boolean).join(" ")}
      </p>
    </Card>
  );
}

/** Active testing beside plain sampling, where there is any. */
function ActiveRows({ progress }: { readonly progress: Progress }) {
  const words = useWords();
  const { t, format } = words;
  const { active } = progress.holdout;
  const plain = progress.curve.at(-1)?.scores.accuracy;
  if (!active) return null;
  const range = (estimate: typeof active.accuracy) => rangeOf(estimate, format.points, words);
  return (
    <>
      <FigureRow
        name={t("holdout.byActive")}
        value={format.percent(active.accuracy.value)}
        range={range(active.accuracy)}
      />
      {plain && (
        <FigureRow name={t("holdout.byPlain")} value={format.percent(plain.value)} range={range(plain)} />
      )}
      <FigureRow
        name={t("holdout.wouldTake")}
        value={format.count(active.plainLabels)}
        range={t("holdout.activeSaved", {
          saved: Math.max(0, active.plainLabels - active.labels),
          labels: active.labels,
        })}
      />
    </>
  );
}
