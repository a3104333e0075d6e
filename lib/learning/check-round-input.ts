import type { RoundInput, RowLabel } from "./round";

/**
 * Throws a RangeError that names what contradicts itself: a pool whose parts differ in rows, a row outside of it, a row
 * named twice (as one that is trained on and measured on), a class there is none of, shares outside 0..1.
 */
export function checkRoundInput(input: RoundInput): void {
  checkPool(input);
  checkRows(input);
  checkClasses(input);
  checkGuesses(input);
  const { exploreShare, holdoutShare } = input;
  if (!(exploreShare >= 0 && holdoutShare >= 0 && exploreShare + holdoutShare <= 1)) {
    throw new RangeError(`Shares ${exploreShare} and ${holdoutShare} must be in 0..1 and sum to at most 1.`);
  }
}

function checkPool({ pool: { embeddings, sparse, graph } }: RoundInput): void {
  const other = [sparse, graph].find((part) => part !== null && part.rows !== embeddings.rows);
  if (other) {
    throw new RangeError(`Term weights or graph of ${other.rows} rows for a pool of ${embeddings.rows}.`);
  }
}

/** What a row can be in a round; it is one of these at most. */
const PARTS = ["a training label", "a holdout label", "a candidate", "in the holdout reserve", "awaited"];

function checkRows(input: RoundInput): void {
  const { rows } = input.pool.embeddings;
  const named: ArrayLike<number>[] = [
    input.trainingLabels.map(({ row }) => row),
    input.holdoutLabels.map(({ row }) => row),
    input.candidates,
    input.holdoutReserve,
    input.holdoutAwaited,
  ];
  /** Which part each row was named in, counted from 1; 0 while it was not. */
  const partOf = new Uint8Array(rows);
  named.forEach((some, part) => {
    for (let i = 0; i < some.length; i++) {
      const row = some[i]!;
      if (!isIndex(row, rows)) throw new RangeError(`Row ${row} is outside the pool of ${rows}.`);
      const before = partOf[row]!;
      if (before === part + 1) throw new RangeError(`Row ${row} is ${PARTS[part]} twice.`);
      if (before > 0) throw new RangeError(`Row ${row} is both ${PARTS[before - 1]} and ${PARTS[part]}.`);
      partOf[row] = part + 1;
    }
  });
}

function checkClasses({ trainingLabels, holdoutLabels, classCount }: RoundInput): void {
  const isUnknown = ({ classIndex }: RowLabel) => !isIndex(classIndex, classCount);
  const unknown = trainingLabels.find(isUnknown) ?? holdoutLabels.find(isUnknown);
  if (unknown) throw new RangeError(`Class ${unknown.classIndex} is none of the ${classCount} classes.`);
}

function checkGuesses({ guesses, pool, classCount }: RoundInput): void {
  if (guesses === null) return;
  const { plantedShare, rejected } = guesses;
  if (!(plantedShare >= 0 && plantedShare <= 1))
    throw new RangeError(`Share ${plantedShare} must be in 0..1.`);
  const wrong = rejected.find(({ row, classIndex }) => {
    return !isIndex(row, pool.embeddings.rows) || !isIndex(classIndex, classCount);
  });
  if (wrong)
    throw new RangeError(`Row ${wrong.row} or class ${wrong.classIndex} was rejected and is not there.`);
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}
