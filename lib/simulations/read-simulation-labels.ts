import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import {
  fewestSimulationLabels,
  type SimulationOffers,
  type SimulationSource,
} from "../contracts/simulations";
import { type Encoding, newestFinished } from "../encodings/newest-encoding";
import type { RowLabel } from "../learning/round";
import { readLabels } from "../rounds/read-labels";

export type ProjectLabelChoice = Extract<SimulationSource, { kind: "project" }>["labels"];

/** Labels that can be simulated on: of rows that are encoded, of classes that are not archived. */
export interface SimulationLabels {
  readonly all: readonly RowLabel[];
  /** Those that were drawn at random: of the holdout and of the random arm. */
  readonly random: readonly RowLabel[];
  readonly classCount: number;
  readonly encoding: Encoding | null;
  /** Why not even all of them would do. */
  readonly refusal: SimulationOffers["labels"]["refusal"];
}

export async function readSimulationLabels(db: Db, projectId: string): Promise<SimulationLabels> {
  const [project] = await db.select({ task: projects.task }).from(projects).where(eq(projects.id, projectId));
  const encoding = await newestFinished(db, projectId);
  const labels = await readLabels(db, projectId, encoding?.rowCount ?? 0);
  const { trainingLabels, exploredLabels, holdoutLabels } = labels;
  const all = [...trainingLabels, ...holdoutLabels];
  return {
    all,
    random: [...exploredLabels, ...holdoutLabels],
    classCount: labels.labelClassIds.length,
    encoding,
    refusal:
      project?.task === "multi" ? "several-classes" : encoding === null ? "not-encoded" : refusalOf(all),
  };
}

/** Why such labels cannot be simulated on; null when they can. */
export function refusalOf(labels: readonly RowLabel[]): "few-labels" | "one-class" | null {
  if (labels.length < fewestSimulationLabels) return "few-labels";
  return new Set(labels.map(({ classIndex }) => classIndex)).size < 2 ? "one-class" : null;
}
