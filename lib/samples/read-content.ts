import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { WinnowError } from "../errors";
import type { PixelImage } from "../learning/encoders/encoder";
import type { BlobStore } from "../storage/blob-store";
import { decodeImage } from "./decode-image";
import { mapInOrder } from "./map-in-order";

/** sharp decodes outside the event loop; more at once only costs memory. */
const decodersAtOnce = 2;

/** The pool's texts from a row on, in row order, in batches. Rows added meanwhile may or may not be among them. */
export async function* readTexts(
  db: Db,
  projectId: string,
  batchSize: number,
  firstRow = 0,
): AsyncGenerator<readonly string[]> {
  yield* readColumn(db, projectId, "text", batchSize, firstRow);
}

/** The pool's images from a row on, in row order, decoded and reduced, in batches. */
export async function* readImages(
  db: Db,
  blobs: BlobStore,
  projectId: string,
  batchSize: number,
  firstRow = 0,
): AsyncGenerator<readonly PixelImage[]> {
  for await (const keys of readColumn(db, projectId, "image_blob", batchSize, firstRow)) {
    yield await decodeImages(blobs, keys);
  }
}

/** The texts of the given rows, in that order. */
export function readTextsOf(db: Db, projectId: string, rows: readonly number[]): Promise<readonly string[]> {
  return readColumnOf(db, projectId, "text", rows);
}

/** The images of the given rows, in that order, decoded and reduced. */
export async function readImagesOf(
  db: Db,
  blobs: BlobStore,
  projectId: string,
  rows: readonly number[],
): Promise<readonly PixelImage[]> {
  return decodeImages(blobs, await readColumnOf(db, projectId, "image_blob", rows));
}

async function decodeImages(blobs: BlobStore, keys: readonly string[]): Promise<readonly PixelImage[]> {
  const images: PixelImage[] = [];
  const decode = async (key: string) => decodeImage(await blobs.get(key));
  for await (const image of mapInOrder(keys, decodersAtOnce, decode)) images.push(image);
  return images;
}

type Column = "text" | "image_blob";

async function readColumnOf(db: Db, projectId: string, column: Column, rows: readonly number[]) {
  const found = await db.execute<{ row: number; content: string | null }>(sql`
    select s.row, p.${sql.identifier(column)} as content
    from samples s join sample_payloads p on p.sample_id = s.id
    where s.project_id = ${projectId} and s.row = any(${sql.param([...rows])}::int[])`);
  const contentOf = new Map(found.rows.map(({ row, content }) => [row, content]));
  return rows.map((row) => checked(contentOf.get(row) ?? null, true, row));
}

async function* readColumn(db: Db, projectId: string, column: Column, batchSize: number, firstRow: number) {
  for (let from = firstRow; ; from += batchSize) {
    const { rows } = await db.execute<{ row: number; content: string | null }>(sql`
      select s.row, p.${sql.identifier(column)} as content
      from samples s join sample_payloads p on p.sample_id = s.id
      where s.project_id = ${projectId} and s.row >= ${from} and s.row < ${from + batchSize}
      order by s.row`);
    if (rows.length > 0) yield rows.map(({ row, content }, i) => checked(content, row === from + i, row));
    if (rows.length < batchSize) return;
  }
}

/** A gap would shift every later embedding to the wrong sample. */
function checked(content: string | null, inPlace: boolean, row: number): string {
  if (content !== null && inPlace) return content;
  throw new WinnowError({
    code: "pool_has_gap",
    what: `The pool has no content for the row before or at ${row}.`,
    why: "Rows are numbered without gaps, and every sample has the content its project is made of.",
    next: "Restore the database from a backup; labels are not affected.",
  });
}
