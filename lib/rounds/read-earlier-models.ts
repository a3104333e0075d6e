import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { modelVersions } from "@/db/schema/rounds";
import { ONE_VS_REST } from "@/lib/learning/multi-label-round";

export type ModelVersion = typeof modelVersions.$inferSelect;

/** So many of the newest models are evaluated again in each round, on the holdout labels known by then. */
const comparedModels = 60;

/**
 * Models of other classes, or of one class a sample where there may be several, can neither be compared nor started from. Embeddings of another encoder only rule out
 * the start: what a model predicted for the holdout is stored.
 */
export async function readEarlierModels(
  db: Db,
  project: { readonly id: string; readonly task: "single" | "multi" },
  encoding: { encoderBlob: string | null } | null,
  labelClassIds: readonly string[],
): Promise<{ recentModels: ModelVersion[]; previousModel: ModelVersion | null }> {
  const newest = await db
    .select({ model: modelVersions, encoderBlob: encodings.encoderBlob })
    .from(modelVersions)
    .innerJoin(encodings, eq(encodings.id, modelVersions.encodingId))
    .where(eq(modelVersions.projectId, project.id))
    .orderBy(desc(modelVersions.number))
    .limit(comparedModels);
  const isMulti = project.task === "multi";
  const comparable = newest.filter(({ model }) => {
    const ofSameClasses = model.labelClassIds.join() === labelClassIds.join();
    return ofSameClasses && (model.learner === ONE_VS_REST) === isMulti;
  });
  const [last] = comparable;
  const isStart = last && last.encoderBlob === encoding?.encoderBlob && last.model.modelBlob !== null;
  return {
    recentModels: comparable.map(({ model }) => model),
    previousModel: isStart ? last.model : null,
  };
}
