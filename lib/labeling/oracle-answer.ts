import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import type { Truth } from "../contracts/labeling";
import { NotFoundError } from "../errors";
import { readTruth } from "./read-truth";

/**
 * The hidden truth of a sample, in the form of the project's answers: one class, or a set of them. For leads who watch
 * a simulation, never for those who label.
 */
export async function oracleAnswer(
  db: Db,
  { projectId, sampleId }: { readonly projectId: string; readonly sampleId: number },
): Promise<Truth> {
  const [found] = await db
    .select({ task: projects.task })
    .from(samples)
    .innerJoin(projects, eq(projects.id, samples.projectId))
    .where(and(eq(samples.id, sampleId), eq(samples.projectId, projectId)));
  const truth = found ? await readTruth(db, sampleId) : null;
  if (found && truth && found.task === "multi") return { labelClassId: null, labelClassIds: [...truth] };
  if (truth?.length === 1) return { labelClassId: truth[0]!, labelClassIds: null };
  throw new NotFoundError({
    code: "truth_not_found",
    what: "No hidden truth is known of this sample.",
    next: "Label it at the bench, or import a file whose labels are kept as hidden truth.",
  });
}
