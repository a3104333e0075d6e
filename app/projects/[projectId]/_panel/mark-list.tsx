import type { CurveData } from "./curve-data";
import { placeWords } from "./mark-words";
import { useWords } from "./use-words";

/** More lines than this are folded away. */
const mostOpen = 6;

/** What changed along the curve, numbered as on its axis, a line each. */
export function MarkList({ marks }: Pick<CurveData, "marks">) {
  const words = useWords();
  const { t } = words;
  if (marks.length === 0) return null;
  const list = (
    <ol aria-label={t("curve.marks")} className="mt-1 grid gap-x-6 gap-y-0.5 sm:grid-cols-2">
      {marks.map(({ x, changes }, i) => (
        <li key={x} className="flex gap-2">
          <span className="min-w-4 shrink-0 text-end font-semibold text-ink">{i + 1}</span>
          <span className="min-w-0 wrap-anywhere">{placeWords(changes, words)}</span>
        </li>
      ))}
    </ol>
  );
  if (marks.length <= mostOpen) return <div className="mt-3 text-[0.8125rem] text-muted">{list}</div>;
  return (
    <details className="mt-3 text-[0.8125rem] text-muted">
      <summary className="w-fit rounded-md py-1 hover:text-ink pointer-coarse:py-3">
        {t("curve.marksCount", { count: marks.length })}
      </summary>
      {list}
    </details>
  );
}
