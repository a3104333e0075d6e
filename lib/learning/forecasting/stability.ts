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

/** So many models these take. */
export const COMPARED_MODELS = AGREEMENTS + 1;

/**
 * Models of a label or five apart agree whatever the state of learning; those in the paper are whole batches apart. Of many
 * labels a batch is nothing, so it is a share of them then.
 */
const [FEWEST_APART, SHARE_APART] = [20, 0.02];

interface Point {
  readonly labelsSpent: number;
}

function areApart(earlier: Point, later: Point): boolean {
  const { labelsSpent } = later;
  return labelsSpent - earlier.labelsSpent >= Math.max(FEWEST_APART, SHARE_APART * labelsSpent);
}

/**
 * Of models, oldest first, those that a later comparison needs: the newest, and before it such as are far enough apart,
 * each from the one before it, COMPARED_MODELS at most. From the oldest on, so that those that are kept stay so: from the
 * newest on, each model would take the place of the last before it could ever be far enough from the next. Models of more
 * labels than the newest, from before some were taken back, are not kept.
 */
export function keptForStability<Model extends Point>(models: readonly Model[]): Model[] {
  const newest = models.at(-1);
  if (!newest) return [];
  const apart: Model[] = [];
  for (const model of models.slice(0, -1)) {
    if (model.labelsSpent > newest.labelsSpent) continue;
    if (apart.length === 0 || areApart(apart.at(-1)!, model)) apart.push(model);
  }
  return [...apart.slice(-COMPARED_MODELS), newest];
}

/** Of models, oldest first, the newest and the nearest before it that are far enough apart; none while these are too few. */
export function comparedForStability<Model extends Point>(models: readonly Model[]): Model[] {
  const compared: Model[] = [];
  for (const model of models.toReversed()) {
    if (compared.length === 0 || areApart(model, compared[0]!)) compared.unshift(model);
    if (compared.length === COMPARED_MODELS) return compared;
  }
  return [];
}

/**
 * The lowest agreement of each of the last models with the one before it, on the whole pool, oldest first; null while
 * there are fewer than COMPARED_MODELS.
 */
export function stability(predictions: readonly ArrayLike<number>[]): number | null {
  const recent = predictions.slice(-COMPARED_MODELS);
  if (recent.length < COMPARED_MODELS) return null;
  return Math.min(...recent.slice(1).map((classes, i) => agreement(recent[i]!, classes)));
}
