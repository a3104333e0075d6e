import type { MultiLabelRoundInput } from "./multi-label-round";

/**
 * Throws a RangeError that names what contradicts itself: an answer about a row or a class that is not there, two about
 * the same, or one about a row that has a label or is measured on. A row with such an answer may be a candidate still.
 */
export function checkPartialLabels({ partialLabels, ...input }: MultiLabelRoundInput): void {
  const { pool, classCount, trainingLabels, holdoutLabels, holdoutReserve, holdoutAwaited } = input;
  const labeled = new Set([...trainingLabels, ...holdoutLabels].map(({ row }) => row));
  const measured = new Set([...holdoutReserve, ...holdoutAwaited]);
  const met = new Set<number>();
  for (const { row, classIndex } of partialLabels) {
    const about = `Row ${row} and class ${classIndex}`;
    const isThere = isIndex(row, pool.embeddings.rows) && isIndex(classIndex, classCount);
    if (!isThere) throw new RangeError(`${about} have an answer and are not there.`);
    if (met.has(row * classCount + classIndex)) throw new RangeError(`${about} have two answers.`);
    if (labeled.has(row)) throw new RangeError(`${about} have an answer beside the label of the row.`);
    if (measured.has(row)) throw new RangeError(`${about} have an answer, and the row is of the holdout.`);
    met.add(row * classCount + classIndex);
  }
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}
