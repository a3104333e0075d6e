import type { Db } from "@/db/client";
import { enqueue } from "@/lib/jobs/enqueue";
import type { MeasuringFacts } from "./read-measuring-facts";

/** A smaller holdout tells nothing of random labeling. */
const fewestHoldout = 50;

/** It is measured again when there are so many times as many labels as the last time. */
const growth = 1.15;

/** Asks for the measurement of random labeling when the labels have grown since the last one. */
export async function requestRandomWhenDue(db: Db, facts: MeasuringFacts): Promise<void> {
  const { holdoutLabels, trainingLabels } = facts.sets ?? facts;
  const last = facts.random?.labelsSpent ?? 0;
  // A model may have learned from answers about single classes alone: labels alone are measured.
  if (holdoutLabels.length < fewestHoldout || trainingLabels.length === 0) return;
  if (facts.labelsSpent < growth * last) return;
  await enqueue(db, "random", { projectId: facts.project.id });
}
