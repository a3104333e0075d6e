import type { Progress } from "@/lib/contracts/progress";

/** What a curve may be drawn against. */
export type Axis = "labels" | "time" | "money";
export const axes: readonly Axis[] = ["labels", "time", "money"];

/** Active seconds that so many labels of this project took or will take; null while no time was counted. */
export type SecondsAt = (labelsSpent: number) => number | null;

/** Linear between the models whose time is known; from the last on at today's pace. */
export function secondsAtOf({
  curve,
  secondsPerLabel,
}: Pick<Progress, "curve" | "secondsPerLabel">): SecondsAt {
  const known = curve.flatMap(({ labelsSpent, activeSeconds }) =>
    activeSeconds === null ? [] : [{ labels: labelsSpent, seconds: activeSeconds }],
  );
  const last = known.at(-1);
  if (!last) return () => null;
  const steps = [{ labels: 0, seconds: 0 }, ...known];
  return (labels) => {
    if (labels >= last.labels) {
      const pace = secondsPerLabel ?? last.seconds / Math.max(1, last.labels);
      return last.seconds + (labels - last.labels) * pace;
    }
    const next = steps.findIndex((step) => step.labels > labels);
    const [from, to] = [steps[next - 1]!, steps[next]!];
    return from.seconds + ((labels - from.labels) / (to.labels - from.labels)) * (to.seconds - from.seconds);
  };
}

/** Where so many labels stand on an axis: in labels, active minutes or hours, or money; null where nobody knows. */
export interface Scale {
  readonly unit: "labels" | "minutes" | "hours" | "money";
  at(labelsSpent: number): number | null;
}

/** Beyond so many minutes an axis tells hours. */
const mostMinutes = 180;

/** Null where the axis cannot be drawn: no time was counted, or nobody said what an hour costs. */
export function scaleOf(progress: Progress, axis: Axis): Scale | null {
  if (axis === "labels") return { unit: "labels", at: (labels) => labels };
  const secondsAt = secondsAtOf(progress);
  const sofar = secondsAt(progress.curve.at(-1)?.labelsSpent ?? 0);
  if (sofar === null) return null;
  const through = (factor: number) => (labels: number) => {
    const seconds = secondsAt(labels);
    return seconds === null ? null : seconds * factor;
  };
  if (axis === "time") {
    return sofar > mostMinutes * 60
      ? { unit: "hours", at: through(1 / 3600) }
      : { unit: "minutes", at: through(1 / 60) };
  }
  const { hourlyRate } = progress;
  return hourlyRate === null ? null : { unit: "money", at: through(hourlyRate / 3600) };
}
