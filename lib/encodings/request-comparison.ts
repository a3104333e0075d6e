import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { enqueue } from "@/lib/jobs/enqueue";
import { isComparisonDue } from "@/lib/learning/encoders/choose-encoder";
import { encoders } from "@/lib/learning/encoders/registry";
import { type GivenLabels, labelsToCompare } from "./labels-to-compare";
import type { Encoding } from "./newest-encoding";

interface LabeledPool extends GivenLabels {
  readonly project: { readonly id: string; readonly modality: "text" | "image" };
  readonly encoding: Encoding | null;
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
  { project, encoding, ...answers }: LabeledPool,
): Promise<void> {
  const labels = labelsToCompare(answers).labels.length;
  if (!encoding || !mayCompare(project.modality, labels, encoding.comparedAtLabels)) return;
  await db.transaction(async (tx) => {
    const noted = await tx
      .update(encodings)
      .set({ comparedAtLabels: labels })
      .where(and(eq(encodings.id, encoding.id), eq(encodings.comparedAtLabels, encoding.comparedAtLabels)))
      .returning({ id: encodings.id });
    if (noted.length > 0) await enqueue(tx, "compare", { projectId: project.id });
  });
}
