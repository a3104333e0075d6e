/**
 * Agreement of two models' classes for the same samples beyond chance (Cohen's kappa), as stopping by stabilising
 * predictions asks for it (Bloodgood & Vijay-Shanker 2009: 0.99 over three models in a row). Two models that give every
 * sample the same class agree wholly: 1. A RangeError when they are not for the same samples, or for none.
 */
export function agreement(classes: ArrayLike<number>, others: ArrayLike<number>): number {
  const n = classes.length;
  if (n === 0 || others.length !== n) throw new RangeError(`agreement: ${n} and ${others.length} samples.`);
  const [ofFirst, ofSecond] = [new Map<number, number>(), new Map<number, number>()];
  let same = 0;
  for (let i = 0; i < n; i++) {
    const [a, b] = [classes[i]!, others[i]!];
    if (a === b) same++;
    ofFirst.set(a, (ofFirst.get(a) ?? 0) + 1);
    ofSecond.set(b, (ofSecond.get(b) ?? 0) + 1);
  }
  let byChance = 0;
  for (const [c, count] of ofFirst) byChance += (count / n) * ((ofSecond.get(c) ?? 0) / n);
  return byChance === 1 ? 1 : (same / n - byChance) / (1 - byChance);
}

/** So many successive agreements are looked at, as in the paper. */
const AGREEMENTS = 3;

/**
 * The lowest agreement of each of the last models with the one before it, on the whole pool, oldest first; null while
 * there are not yet four models.
 */
export function stability(predictions: readonly ArrayLike<number>[]): number | null {
  const recent = predictions.slice(-AGREEMENTS - 1);
  if (recent.length <= AGREEMENTS) return null;
  return Math.min(...recent.slice(1).map((classes, i) => agreement(recent[i]!, classes)));
}
