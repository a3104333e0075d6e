import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll } from "vitest";
import type { Db } from "@/db/client";
import { classCandidates } from "@/db/schema/labeling";
import { encodings, projects } from "@/db/schema/projects";
import { storeGraph } from "@/lib/encodings/graph-blob";
import { newId } from "@/lib/ids";
import type { NeighbourGraph } from "@/lib/learning/graph/neighbour-graph";
import { matrix } from "@/lib/learning/matrix";
import type { BlobStore } from "@/lib/storage/blob-store";
import { createFolderStore } from "@/lib/storage/folder-store";
import { arrangeEncoding, arrangeModel } from "../../setup/arrange-model";

/** A blob store of its own, gone after the file's last test. */
export function openTestBlobs(): BlobStore {
  const directory = mkdtempSync(join(tmpdir(), "winnow-finding-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return createFolderStore(directory);
}

/** A model, and its candidates by class: sample ids, the surest first. */
export async function arrangeCandidates(
  db: Db,
  project: { readonly projectId: string; readonly classIds: readonly string[] },
  byClass: Readonly<Record<number, readonly number[]>>,
): Promise<void> {
  const { projectId, classIds } = project;
  const encodingId = await arrangeEncoding(db, projectId);
  const labelClassIds = [...classIds];
  await arrangeModel(db, { number: 1, projectId, encodingId, labelClassIds, correct: 8, holdoutCount: 10 });
  const modelVersionId = newId();
  const rows = Object.entries(byClass).flatMap(([index, sampleIds]) =>
    sampleIds.map((sampleId, rank) => ({
      projectId,
      labelClassId: classIds[Number(index)]!,
      rank,
      sampleId,
      probability: 0.9 - rank / 1000,
      modelVersionId,
      generation: 1,
    })),
  );
  await db.insert(classCandidates).values(rows);
}

/** The exact neighbour graph of points on a circle, given by their angles in degrees, as that of the project's encoding. */
export async function arrangeGraph(
  db: Db,
  blobs: BlobStore,
  projectId: string,
  degrees: readonly number[],
  k = 3,
): Promise<void> {
  const graphBlob = await storeGraph(blobs, circleGraph(degrees, k));
  await arrangeEncoding(db, projectId, { rowCount: degrees.length });
  await db.update(encodings).set({ graphBlob }).where(eq(encodings.projectId, projectId));
}

export function circleGraph(degrees: readonly number[], k: number): NeighbourGraph {
  const rows = degrees.length;
  const cosine = (a: number, b: number) => Math.cos(((degrees[a]! - degrees[b]!) * Math.PI) / 180);
  const neighbours = new Int32Array(rows * k);
  const similarities = matrix(rows, k).data;
  for (let row = 0; row < rows; row++) {
    const others = degrees.map((_, other) => other).filter((other) => other !== row);
    others.sort((a, b) => cosine(row, b) - cosine(row, a) || a - b);
    for (let i = 0; i < k; i++) {
      neighbours[row * k + i] = others[i]!;
      similarities[row * k + i] = cosine(row, others[i]!);
    }
  }
  return { rows, k, neighbours, similarities };
}

/** Keeps this share of the pool for the holdout. */
export async function setHoldoutShare(db: Db, projectId: string, holdoutShare: number): Promise<void> {
  await db.update(projects).set({ holdoutShare }).where(eq(projects.id, projectId));
}
