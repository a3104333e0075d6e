import type { Expense, Progress } from "@/lib/contracts/progress";
import { Card } from "../../../_components/card";
import { FigureRow } from "./figure-row";
import { expenseLines, labelsOf, rangeOf } from "./figures";
import { extentOf, savedWords } from "./saved-words";
import { useWords } from "./use-words";

/** What the project has saved against random labeling, with an interval, or that it cannot be told. */
export function SavedCard({ progress }: { readonly progress: Progress }) {
  const words = useWords();
  const { t, format } = words;
  const { metric, randomMeasured, currency, saved } = progress;
  const farthest = progress.random.at(-1);
  const of = saved[metric];
  return (
    <Card title={t("saved.title")} aside={t("saved.aside")}>
      <p>{savedWords(progress, metric, words)}</p>
      {(of.kind === "saved" || of.kind === "lost") && (
        <dl className="mt-3">
          <SavedRows expense={of.saved} isAtLeast={extentOf(of) !== "between"} currency={currency} />
        </dl>
      )}
      {of.kind !== "drawnAtRandom" && randomMeasured && farthest && (
        <p className="mt-3 text-[0.8125rem] text-muted">
          {t("saved.measured", {
            labels: randomMeasured.labelsSpent,
            known: format.count(farthest.labelsSpent),
          })}
        </p>
      )}
    </Card>
  );
}

interface SavedRowsProps {
  readonly expense: Expense;
  /** No more than the lower end can be said. */
  readonly isAtLeast: boolean;
  readonly currency: string;
}

function SavedRows({ expense, isAtLeast, currency }: SavedRowsProps) {
  const words = useWords();
  const { t } = words;
  const one = (value: number) => labelsOf(value, words);
  const { hours, money } = expenseLines(expense, currency, words);
  const labels = {
    value: one(expense.labels.value),
    range: rangeOf(expense.labels, one, words),
    least: one(expense.labels.low ?? 0),
  };
  const rows = [["labels", labels] as const, ["hours", hours] as const, ["money", money] as const];
  return rows.map(
    ([name, told]) =>
      told && (
        <FigureRow
          key={name}
          name={t(`saved.${name}`)}
          value={isAtLeast ? t("saved.atLeast", { value: told.least }) : told.value}
          range={isAtLeast ? undefined : told.range}
        />
      ),
  );
}
