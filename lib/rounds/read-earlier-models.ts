import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings, type projects } from "@/db/schema/projects";
import { modelVersions } from "@/db/schema/rounds";
import { ONE_VS_REST } from "@/lib/learning/multi-label-round";

export type ModelVersion = typeof modelVersions.$inferSelect;

/** So many of the newest models are evaluated again in each round, on the holdout labels known by then. */
const comparedModels = 60;

/** No model has this id. */
const noModel = "00000000-0000-0000-0000-000000000000";

export interface EarlierModels {
  /** Recent models of these classes, newest first. */
  readonly recentModels: readonly ModelVersion[];
  /** The newest of them that read embeddings of the same encoder: where the next one starts. */
  readonly previousModel: ModelVersion | null;
  /** The one that the lead holds on to; null where there is none, or it fits classes and encoder no more. */
  readonly pinnedModel: ModelVersion | null;
}

type ProjectOfModels = Pick<typeof projects.$inferSelect, "id" | "task" | "pinnedModelVersionId">;

/**
 * Models of other classes, or of one class a sample where there may be several, can neither be compared nor started
 * from. Embeddings of another encoder only rule out the start: what a model predicted for the holdout is stored.
 */
export async function readEarlierModels(
  db: Db,
  project: ProjectOfModels,
  encoding: { encoderBlob: string | null } | null,
  labelClassIds: readonly string[],
): Promise<EarlierModels> {
  const isPinned = eq(modelVersions.id, project.pinnedModelVersionId ?? noModel);
  const newest = await db
    .select({ model: modelVersions, encoderBlob: encodings.encoderBlob })
    .from(modelVersions)
    .innerJoin(encodings, eq(encodings.id, modelVersions.encodingId))
    .where(eq(modelVersions.projectId, project.id))
    // The pinned one is among them however old it is.
    .orderBy(desc(isPinned), desc(modelVersions.number))
    .limit(comparedModels);
  const isMulti = project.task === "multi";
  const comparable = newest.filter(({ model }) => {
    const ofSameClasses = model.labelClassIds.join() === labelClassIds.join();
    return ofSameClasses && (model.learner === ONE_VS_REST) === isMulti;
  });
  const readsTheSame = ({ model, encoderBlob }: (typeof newest)[number]) =>
    encoderBlob === encoding?.encoderBlob && model.modelBlob !== null;
  const recent = comparable.toSorted((a, b) => b.model.number - a.model.number);
  const pinned = comparable.find(({ model }) => model.id === project.pinnedModelVersionId);
  const [last] = recent;
  return {
    recentModels: recent.map(({ model }) => model),
    previousModel: last && readsTheSame(last) ? last.model : null,
    pinnedModel: pinned && readsTheSame(pinned) ? pinned.model : null,
  };
}
