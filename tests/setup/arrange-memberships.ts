import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { annotations } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { ONE_VS_REST } from "@/lib/learning/multi-label-round";
import { severalClasses } from "@/lib/learning/outlook/answers";
import { createRandom } from "@/lib/learning/random";
import { storeHoldoutPredictions } from "@/lib/rounds/holdout-predictions-blob";
import type { BlobStore } from "@/lib/storage/blob-store";
import { type ArrangedProject, arrangeProject } from "./arrange-project";
import { storeMeasured } from "./arrange-quality";

export interface MembershipSample {
  readonly text: string;
  /** Positions of its classes; none, or several. */
  readonly labeled: readonly number[];
  /** Of each class. */
  readonly probabilities: readonly number[];
}

interface MembershipsToArrange {
  readonly classNames: string[];
  /** Of the holdout, by row. */
  readonly samples: readonly MembershipSample[];
  readonly trainingCounts: readonly number[];
}

/** A project whose samples may have several classes, with a measured model that says this of its holdout. */
export async function arrangeMemberships(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  { classNames, samples, trainingCounts }: MembershipsToArrange,
): Promise<ArrangedProject> {
  const texts = samples.map(({ text }) => text);
  const project = await arrangeProject(db, texts, { classNames });
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, project.projectId));
  for (const [row, { labeled }] of samples.entries()) await labelAsSet(db, project, row, labeled);
  const probabilities = {
    rows: samples.length,
    columns: classNames.length,
    data: Float32Array.from(samples.flatMap((sample) => [...sample.probabilities])),
  };
  const labels = samples.map(({ labeled }, row) => ({ row, classes: [...labeled] }));
  const rows = Int32Array.from(samples.keys());
  await storeMeasured(db, project, {
    quality: severalClasses.quality(probabilities, labels, [...trainingCounts], createRandom(1)),
    right: severalClasses.countRight(probabilities, labels),
    holdoutCount: samples.length,
    trainingCounts,
    guesses: { rows: [], classes: [], probabilities: [] },
    model: {
      learner: ONE_VS_REST,
      holdoutPredictionsBlob: await storeHoldoutPredictions(blobs, { rows, probabilities }),
    },
  });
  return project;
}

/** An annotator's label of a sample, all of its classes; of the holdout, drawn at random, unless `values` say else. */
export async function labelAsSet(
  db: Db,
  { projectId, userId, sampleIds, labelClassIds }: ArrangedProject,
  row: number,
  classes: readonly number[],
  values: Partial<typeof annotations.$inferInsert> = {},
): Promise<void> {
  await db.insert(annotations).values({
    id: newId(),
    projectId,
    sampleId: sampleIds[row]!,
    annotatorId: userId,
    action: "label",
    labelClassIds: classes.map((c) => labelClassIds[c]!),
    source: "annotator",
    seconds: 1,
    slot: "holdout",
    strategy: "random",
    score: 0,
    propensity: 1,
    generation: 1,
    ...values,
  });
}
