import { rarestClasses } from "@/lib/learning/rarest-classes";
import type { RowLabel } from "@/lib/learning/round";
import type { ProjectLabels } from "@/lib/rounds/read-labels";

export type GivenLabels = Pick<ProjectLabels, "sets" | "trainingLabels" | "labelClassIds">;

interface LabelsToCompare {
  readonly labels: readonly RowLabel[];
  readonly classCount: number;
}

/**
 * Training labels by which encoders are compared. Where a sample may have several classes: the rarest of each, or as one
 * class more that it has none.
 */
export function labelsToCompare({ sets, trainingLabels, labelClassIds }: GivenLabels): LabelsToCompare {
  const classCount = labelClassIds.length;
  if (sets === null) return { labels: trainingLabels, classCount };
  return { labels: rarestClasses(sets.trainingLabels, classCount), classCount: classCount + 1 };
}
