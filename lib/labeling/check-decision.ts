import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples } from "@/db/schema/labeling";
import { labelClasses, projects } from "@/db/schema/projects";
import type { AnnotationInput, SuggestionMode } from "../contracts/labeling";
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "../errors";
import { readTruth } from "./read-truth";

/** What a decision must know of its sample and project. */
export interface DecidedSample {
  /** The sample's row in the pool. */
  readonly row: number;
  readonly task: "single" | "multi";
  readonly suggestions: SuggestionMode;
  readonly seed: number;
  readonly holdoutShare: number;
}

/** Throws when the project has no such sample. */
export async function requireSample(db: Db, projectId: string, sampleId: number): Promise<DecidedSample> {
  const [sample] = await db
    .select({
      row: samples.row,
      task: projects.task,
      suggestions: projects.suggestions,
      seed: projects.seed,
      holdoutShare: projects.holdoutShare,
    })
    .from(samples)
    .innerJoin(projects, eq(projects.id, samples.projectId))
    .where(and(eq(samples.id, sampleId), eq(samples.projectId, projectId)));
  if (sample) return sample;
  throw new NotFoundError({
    code: "sample_not_found",
    what: "This project has no such sample.",
    next: "Load the page again. Nothing was stored.",
  });
}

/** Throws unless the project takes answers of this kind: one class, or a set without repeats. */
export function requireFittingAnswer(task: DecidedSample["task"], input: AnnotationInput): void {
  if (input.action === "label" && task === "multi") {
    throw new InvalidInputError({
      code: "set_expected",
      what: "A sample of this project may have several classes.",
      next: "Send all of them as a `label-set`. Nothing was stored.",
    });
  }
  if (input.action !== "label-set") return;
  if (task === "single") {
    throw new InvalidInputError({
      code: "one_class_expected",
      what: "A sample of this project has one class.",
      next: "Send it as a `label`. Nothing was stored.",
    });
  }
  if (new Set(input.labelClassIds).size < input.labelClassIds.length) {
    throw new InvalidInputError({
      code: "label_class_repeated",
      what: "A class is in the set twice.",
      next: "Send each class once. Nothing was stored.",
    });
  }
}

/** Throws unless every one of the classes may be given or refused now. */
export async function requireUsableClasses(
  db: Db,
  projectId: string,
  labelClassIds: readonly string[],
): Promise<void> {
  if (labelClassIds.length === 0) return;
  const found = await db
    .select({ name: labelClasses.name, archivedAt: labelClasses.archivedAt })
    .from(labelClasses)
    .where(and(inArray(labelClasses.id, [...labelClassIds]), eq(labelClasses.projectId, projectId)));
  if (found.length < labelClassIds.length) {
    throw new InvalidInputError({
      code: "unknown_label_class",
      what: "This project has no such label class.",
      next: "Load the page again and choose one of its classes. Nothing was stored.",
    });
  }
  const archived = found.find(({ archivedAt }) => archivedAt !== null);
  if (archived) {
    throw new ConflictError({
      code: "label_class_archived",
      what: `The class “${archived.name}” was archived.`,
      why: "The project's lead took it off the keys while you were labeling.",
      next: "The sample is still yours: choose another class.",
    });
  }
}

/** The oracle says the hidden truth and nothing else. `labelClassIds`: one class, or the set. */
export async function requireTruth(
  db: Db,
  sampleId: number,
  labelClassIds: readonly string[],
): Promise<void> {
  const truth = await readTruth(db, sampleId);
  if (truth && isDeepStrictEqual([...labelClassIds].sort(), truth)) return;
  throw new ForbiddenError({
    code: "not_the_truth",
    what: "This is not the hidden truth of the sample.",
    next: "Send it as your own label, without `byOracle`. Nothing was stored.",
  });
}
