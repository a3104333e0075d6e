import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings, projects } from "@/db/schema/projects";
import { modelVersions } from "@/db/schema/rounds";
import { newestFinished } from "../encodings/newest-encoding";
import { ConflictError, NotFoundError } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../jobs/notify";
import { activeClassIds } from "./read-labels";

/** Of a model, its number; the newest one, which is to freeze the project; or none: rounds train again. */
export type Pin = number | "newest" | null;

/**
 * Holds on to a model: rounds train no new one, and it ranks the pool from the next round on, which is asked for. Throws
 * where there is no such model, or where it could rank nothing: it was trained for other classes, or reads embeddings of
 * an encoder that was replaced.
 */
export async function pinModel(db: Db, { projectId, pin }: { projectId: string; pin: Pin }): Promise<void> {
  await db.transaction(async (tx) => {
    const pinnedModelVersionId = pin === null ? null : await usableModel(tx, projectId, pin);
    await tx.update(projects).set({ pinnedModelVersionId }).where(eq(projects.id, projectId));
    await enqueue(tx, "round", { projectId, cause: "model" });
    await notify(tx, projectId, "settings");
  });
}

async function usableModel(tx: Db, projectId: string, pin: number | "newest"): Promise<string> {
  const [found] = await tx
    .select({ model: modelVersions, encoderBlob: encodings.encoderBlob })
    .from(modelVersions)
    .innerJoin(encodings, eq(encodings.id, modelVersions.encodingId))
    .where(
      and(
        eq(modelVersions.projectId, projectId),
        pin === "newest" ? undefined : eq(modelVersions.number, pin),
      ),
    )
    .orderBy(desc(modelVersions.number))
    .limit(1);
  if (!found) throw noSuchModel(pin);
  const encoding = await newestFinished(tx, projectId);
  const labelClassIds = await activeClassIds(tx, projectId);
  const { model, encoderBlob } = found;
  if (model.labelClassIds.join() !== labelClassIds.join()) {
    throw unusable(model.number, "The classes have changed since it was trained.");
  }
  if (encoderBlob !== encoding?.encoderBlob || model.modelBlob === null) {
    throw unusable(model.number, "The encoder has changed since it was trained.");
  }
  return model.id;
}

function noSuchModel(pin: number | "newest"): NotFoundError {
  return new NotFoundError({
    code: "model_not_found",
    what: pin === "newest" ? "There is no model yet." : `There is no model ${pin}.`,
    next: "Nothing was changed.",
  });
}

function unusable(number: number, why: string): ConflictError {
  return new ConflictError({
    code: "model_not_usable",
    what: `Model ${number} cannot rank the pool any more.`,
    why,
    next: "Choose a newer model. Nothing was changed.",
  });
}
