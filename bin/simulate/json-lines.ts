import type { RunFigures } from "@/lib/simulations/report/figures";
import type { SeedPoint } from "@/lib/simulations/report/finished-run";
import type { SimulateOptions } from "./options";
import type { RunName } from "./run-simulations";

/** Whether the command has several runs, whose lines must be told apart. */
export function hasSeveralRuns({ data, learners, strategies }: SimulateOptions): boolean {
  return data.length * learners.length * strategies.length > 1;
}

/** One point. `encoder` and `learner` are those that predicted, `learnerOption` what was asked for. */
export function pointLine(run: RunName, point: SeedPoint, options: SimulateOptions): string {
  if (!hasSeveralRuns(options)) return `${JSON.stringify(point)}\n`;
  const { data, learner, strategy } = run;
  return `${JSON.stringify({ data, learnerOption: learner, strategy, ...point })}\n`;
}

/** What the seeds of a run say together. */
export function summaryLine(
  { run, curve, area, toTarget, saved }: RunFigures,
  options: SimulateOptions,
): string {
  return `${JSON.stringify({
    summary: true,
    data: run.data,
    encoder: run.encoder,
    learner: run.points.at(-1)?.learner ?? run.learner,
    ...(hasSeveralRuns(options) && { learnerOption: run.learner }),
    strategy: run.strategy,
    classes: run.classCount,
    pool: run.poolSize,
    test: run.testSize,
    curve,
    target: options.target,
    labelsToTarget: toTarget.perSeed,
    medianLabelsToTarget: toTarget.median,
    areaUnderCurve: area?.median ?? null,
    labelsSaved: saved,
  })}\n`;
}
