import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { enqueue } from "@/lib/jobs/enqueue";
import { isComparisonDue } from "@/lib/learning/encoders/choose-encoder";
import { encoders } from "@/lib/learning/encoders/registry";
import type { RowLabel } from "@/lib/learning/round";
import type { Encoding } from "./newest-encoding";

interface LabeledPool {
  readonly project: { readonly id: string; readonly modality: "text" | "image" };
  readonly encoding: Encoding | null;
  readonly trainingLabels: readonly RowLabel[];
}

/** Whether so many training labels, and the encoders there are, make a comparison worthwhile. */
export function mayCompare(modality: "text" | "image", labels: number, comparedAt: number): boolean {
  return encoders[modality].length > 1 && isComparisonDue(labels, comparedAt);
}

/**
 * Asks for a comparison of encoders when the labels have doubled since the last one. The request is noted in the same
 * transaction, so that a comparison that fails is not asked for again by every round.
 */
export async function requestComparisonWhenDue(
  db: Db,
  { project, encoding, trainingLabels }: LabeledPool,
): Promise<void> {
  if (!encoding || !mayCompare(project.modality, trainingLabels.length, encoding.comparedAtLabels)) return;
  await db.transaction(async (tx) => {
    const noted = await tx
      .update(encodings)
      .set({ comparedAtLabels: trainingLabels.length })
      .where(and(eq(encodings.id, encoding.id), eq(encodings.comparedAtLabels, encoding.comparedAtLabels)))
      .returning({ id: encodings.id });
    if (noted.length > 0) await enqueue(tx, "compare", { projectId: project.id });
  });
}
