import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples, sampleTruths } from "@/db/schema/labeling";
import { labelClasses } from "@/db/schema/projects";
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "../errors";

/** The sample's row in the pool. Throws when the project has no such sample. */
export async function requireSample(db: Db, projectId: string, sampleId: number): Promise<number> {
  const [sample] = await db
    .select({ row: samples.row })
    .from(samples)
    .where(and(eq(samples.id, sampleId), eq(samples.projectId, projectId)));
  if (sample) return sample.row;
  throw new NotFoundError({
    code: "sample_not_found",
    what: "This project has no such sample.",
    next: "Load the page again. Nothing was stored.",
  });
}

interface ClassChoice {
  readonly projectId: string;
  readonly sampleId: number;
  readonly labelClassId: string;
  readonly source: "annotator" | "oracle";
}

/** Throws unless the class may be given to the sample now. */
export async function requireUsableClass(db: Db, choice: ClassChoice): Promise<void> {
  const [labelClass] = await db
    .select({ name: labelClasses.name, archivedAt: labelClasses.archivedAt })
    .from(labelClasses)
    .where(and(eq(labelClasses.id, choice.labelClassId), eq(labelClasses.projectId, choice.projectId)));
  if (!labelClass) {
    throw new InvalidInputError({
      code: "unknown_label_class",
      what: "This project has no such label class.",
      next: "Load the page again and choose one of its classes. Nothing was stored.",
    });
  }
  if (labelClass.archivedAt !== null) {
    throw new ConflictError({
      code: "label_class_archived",
      what: `The class “${labelClass.name}” was archived.`,
      why: "The project's lead took it off the keys while you were labeling.",
      next: "The sample is still yours: choose another class.",
    });
  }
  if (choice.source === "oracle") await requireTruth(db, choice);
}

/** The oracle says the hidden truth and nothing else. */
async function requireTruth(db: Db, { sampleId, labelClassId }: ClassChoice): Promise<void> {
  const [truth] = await db
    .select({ labelClassId: sampleTruths.labelClassId })
    .from(sampleTruths)
    .where(eq(sampleTruths.sampleId, sampleId));
  if (truth?.labelClassId === labelClassId) return;
  throw new ForbiddenError({
    code: "not_the_truth",
    what: "This is not the hidden truth of the sample.",
    next: "Send it as your own label, without `byOracle`. Nothing was stored.",
  });
}
