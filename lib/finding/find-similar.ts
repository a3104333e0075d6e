import type { Db } from "@/db/client";
import { type PoolRow, readPoolRows, readPoolSample, type SearchAsker } from "@/db/queries/pool-rows";
import { parseSearch, searchByAnyWord, withSearchPlans } from "@/db/queries/pool-search";
import { countIndexedRows } from "@/db/queries/word-index";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { Similar } from "../contracts/finding";
import { newestFinished } from "../encodings/newest-encoding";
import { blindRows } from "./blind-rows";
import { type GraphRows, openGraphRows } from "./graph-rows";
import { sampleNotFound } from "./sample-not-found";
import { wordsToFind } from "./search-words";
import { toHit } from "./to-hit";

/** Samples that are shown, and rows that are read to find as many outside of the holdout. */
const [shown, read] = [60, 120];
/** Words of a text by which others are sought while there is no graph: the longest, as these are the rarest. */
const soughtWords = 8;
/** Samples that share a word, of which the best are shown. */
const considered = 2_000;

/**
 * The samples most like one, by the neighbour graph of the embeddings: its neighbours and theirs. Until there is a
 * graph, or where the sample joined the pool after it, those that share its words. None of the holdout reserve.
 */
export async function findSimilar(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  asker: SearchAsker,
  sampleId: number,
): Promise<Similar> {
  const isBlind = await blindRows(db, asker.projectId);
  const sample = await readPoolSample(db, asker, sampleId);
  if (!sample || isBlind(sample)) throw sampleNotFound();
  const encoding = await newestFinished(db, asker.projectId);
  const graph = encoding?.graphBlob ? await openGraphRows(blobs, encoding.graphBlob) : null;
  const isKnown = graph !== null && sample.row < graph.rows;
  const rows = isKnown
    ? await readPoolRows(db, asker, await nearestRows(graph, sample.row, read))
    : await sharingWords(db, asker, sample);
  const others = rows.filter((row) => row.sampleId !== sampleId && !isBlind(row)).slice(0, shown);
  const fallback = sample.text === null ? "none" : "words";
  return {
    basis: isKnown ? "embeddings" : fallback,
    hits: others.map((row) => toHit(asker.projectId, row, [])),
  };
}

/** Rows within two hops, the most similar first; over a neighbour, similarities are multiplied. */
export async function nearestRows(graph: GraphRows, row: number, count: number): Promise<number[]> {
  const first = (await graph.read([row])).get(row);
  if (!first) return [];
  const similarity = new Map<number, number>();
  const note = (other: number, value: number) => {
    if (other !== row) similarity.set(other, Math.max(value, similarity.get(other) ?? -1));
  };
  first.neighbours.forEach((neighbour, i) => {
    note(neighbour, first.similarities[i]!);
  });
  for (const [through, second] of await graph.read([...first.neighbours])) {
    const toThrough = similarity.get(through)!;
    second.neighbours.forEach((neighbour, i) => {
      note(neighbour, toThrough * second.similarities[i]!);
    });
  }
  return [...similarity]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, count)
    .map(([other]) => other);
}

async function sharingWords(db: Db, asker: SearchAsker, sample: PoolRow): Promise<PoolRow[]> {
  const parsed = await parseSearch(db, (sample.text ?? "").replace(/["\-\0]/g, " "));
  const words = [...new Set(wordsToFind(parsed).map(({ word }) => word))];
  const longest = words.sort((a, b) => b.length - a.length).slice(0, soughtWords);
  if (longest.length === 0) return [];
  const tsquery = longest.map((word) => `'${word.replace(/['\\]/g, "$&$&")}'`).join(" | ");
  const indexed = await countIndexedRows(db, asker.projectId);
  const search = { tsquery, indexed, considered, limit: read };
  const rows = await withSearchPlans(db, (tx) => searchByAnyWord(tx, asker, search));
  return readPoolRows(db, asker, rows);
}
