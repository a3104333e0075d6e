import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { modelVersions } from "@/db/schema/rounds";
import { storeLayout } from "@/lib/encodings/layout-blob";
import { storePoolSummary } from "@/lib/rounds/pool-summary-blob";
import type { BlobStore } from "@/lib/storage/blob-store";
import { arrangeEncoding, arrangeModel } from "../../setup/arrange-model";
import type { ArrangedBench } from "../labeling/arrange";

interface MapToArrange {
  /** Where row i stands. */
  readonly placeOf: (row: number) => readonly [x: number, y: number];
  /** What a model takes row i for: the position of a class, and the margin. None: there is no model. */
  readonly predict?: (row: number) => readonly [position: number, margin: number];
  /** Where a sample may have several classes: the positions of all that the model takes row i for, and the margin. */
  readonly predictSet?: (row: number) => readonly [positions: readonly number[], margin: number];
}

/** An encoding whose rows have places, and perhaps a model that tells what it takes each of them for. */
export async function arrangeMap(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  { projectId, classIds, sampleIds }: ArrangedBench,
  { placeOf, predict, predictSet }: MapToArrange,
): Promise<void> {
  const rowCount = sampleIds.length;
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  const layoutBlob = await storeLayout(blobs, Float32Array.from(rows.flatMap((row) => [...placeOf(row)])));
  const encodingId = await arrangeEncoding(db, projectId, { rowCount, layoutBlob, graphBlob: "graph" });
  if (!predict && !predictSet) return;
  // A model has its classes in an order of its own.
  const labelClassIds = [...classIds].reverse();
  await arrangeModel(db, { number: 3, projectId, encodingId, labelClassIds, correct: 8, holdoutCount: 10 });
  const classOf = (position: number) => classIds.length - 1 - position;
  const poolSummaryBlob = await storePoolSummary(blobs, {
    classes: Int32Array.from(rows, (row) => (predict ? classOf(predict(row)[0]) : row)),
    sets: predictSet ? rows.map((row) => predictSet(row)[0].map(classOf).toReversed()) : null,
    margin: Float32Array.from(rows, (row) => (predict ?? predictSet)!(row)[1]),
  });
  await db.update(modelVersions).set({ poolSummaryBlob }).where(eq(modelVersions.projectId, projectId));
}
