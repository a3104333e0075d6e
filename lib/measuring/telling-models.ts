/** So many points tell of a curve as much as all of them; each is measured anew on the holdout of today. */
const [overall, lately] = [40, 20];

/** The part of the labels, at the end, whose slope is told. */
const lastPart = 0.25;

/**
 * Of models in ascending order of number those that tell of the curve: one for each number of labels, the newest, evenly
 * along the logarithm of labels, and some more in the last quarter of them. In ascending order of labels.
 */
export function tellingModels<Model extends { readonly labelsSpent: number }>(
  models: readonly Model[],
): Model[] {
  const last = models.at(-1);
  if (!last) return [];
  const ascending = [...new Map(models.map((model) => [model.labelsSpent, model])).values()]
    .filter(({ labelsSpent }) => labelsSpent <= last.labelsSpent)
    .sort((a, b) => a.labelsSpent - b.labelsSpent);
  const first = Math.max(1, ascending[0]!.labelsSpent);
  const share = (step: number, steps: number) => step / (steps - 1);
  const wanted = [
    ...Array.from({ length: overall }, (_, i) => first * (last.labelsSpent / first) ** share(i, overall)),
    ...Array.from({ length: lately }, (_, i) => last.labelsSpent * (1 - lastPart * share(i, lately))),
  ];
  const telling = new Set(wanted.map((labels) => nearest(ascending, labels)));
  return ascending.filter((model) => telling.has(model));
}

function nearest<Model extends { readonly labelsSpent: number }>(
  ascending: readonly Model[],
  labels: number,
): Model {
  const away = (model: Model) => Math.abs(model.labelsSpent - labels);
  return ascending.reduce((best, model) => (away(model) <= away(best) ? model : best));
}
