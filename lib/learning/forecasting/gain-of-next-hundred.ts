import type { BoundedEstimate } from "../evaluation/estimate";
import type { Random } from "../random";
import { curveEvidence } from "./curve-evidence";
import { bandOf, FEWEST_HOLDOUT, FEWEST_POINTS } from "./forecast-curve";
import type { MeasuredPoint } from "./measured-curve";
import { drawCurves } from "./power-law";

const DRAWS = 2_000;

/** How much the error falls by the next 100 labels, with an 80 % band; null while nothing can be told. */
export function gainOfNextHundred(
  points: readonly MeasuredPoint[],
  classCount: number,
  random: Random,
): BoundedEstimate | null {
  const last = points.at(-1);
  if (!last || last.influence.length < FEWEST_HOLDOUT) return null;
  const evidence = curveEvidence(points, classCount);
  if (evidence.labels.length < FEWEST_POINTS) return null;
  const draws = drawCurves(evidence, [last.labels, last.labels + 100], DRAWS, random);
  return bandOf(draws.map(({ errors }) => errors[0]! - errors[1]!));
}
