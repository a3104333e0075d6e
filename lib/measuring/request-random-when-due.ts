import type { Db } from "@/db/client";
import { randomMeasuredAgain } from "@/lib/contracts/progress";
import { holdoutWorthADiagnosis } from "@/lib/contracts/quality";
import { enqueue } from "@/lib/jobs/enqueue";
import type { SplitLabels } from "@/lib/rounds/read-labels";
import type { MeasuringFacts } from "./read-measuring-facts";

type Split = Pick<SplitLabels<unknown>, "trainingLabels" | "holdoutLabels">;

interface DueFacts extends Split {
  readonly sets: Split | null;
  readonly project: Pick<MeasuringFacts["project"], "pinnedModelVersionId">;
  readonly models: readonly Pick<MeasuringFacts["models"][number], "labelsSpent">[];
  readonly random: Pick<NonNullable<MeasuringFacts["random"]>, "labelsSpent"> | null;
}

/**
 * Whether random labeling is to be measured anew: the newest model has learned from that many more labels than the one
 * that was last compared. While a model is pinned nothing new is learned.
 */
export function isRandomDue(facts: DueFacts): boolean {
  const { holdoutLabels, trainingLabels } = facts.sets ?? facts;
  if (facts.project.pinnedModelVersionId !== null) return false;
  // A model may have learned from answers about single classes alone: labels alone are measured.
  // A smaller holdout tells nothing of random labeling either.
  if (holdoutLabels.length < holdoutWorthADiagnosis || trainingLabels.length === 0) return false;
  const last = facts.random?.labelsSpent ?? 0;
  return (facts.models.at(-1)?.labelsSpent ?? 0) >= randomMeasuredAgain * last;
}

/** Asks for the measurement of random labeling when it is due. */
export async function requestRandomWhenDue(db: Db, facts: MeasuringFacts): Promise<void> {
  if (isRandomDue(facts)) await enqueue(db, "random", { projectId: facts.project.id });
}
