import type { Progress } from "@/lib/contracts/progress";
import { Card } from "../../../_components/card";
import { StatRow } from "../../../_components/stat-row";
import { FigureRow } from "./figure-row";
import { rangeOf } from "./figures";
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
  const { labels, width, askedWidth, labelsForAskedWidth, sampling } = progress.holdout;
  const asked =
    askedWidth === null ? t("holdout.notAsked") : t("points", { value: format.points(askedWidth) });
  return (
    <Card title={t("holdout.title")} aside={t(`holdout.${sampling}`)}>
      <dl>
        <StatRow name={t("holdout.labels")}>{format.count(labels)}</StatRow>
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
              labelsForAskedWidth > labels
                ? t("holdout.missing", { missing: labelsForAskedWidth - labels })
                : t("holdout.reached")
            }
          />
        )}
        <ActiveRows progress={progress} />
      </dl>
      <p className="mt-3 text-[0.8125rem] text-muted">
        {t(askedWidth === null ? "holdout.grows" : "holdout.stops")}
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
        range={`${range(active.accuracy)} · ${t("holdout.of", { labels: active.labels })}`}
      />
      {plain && (
        <FigureRow name={t("holdout.byPlain")} value={format.percent(plain.value)} range={range(plain)} />
      )}
      <FigureRow name={t("holdout.plainLabels")} value={format.count(active.plainLabels)} />
    </>
  );
}
