import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";

/** Rows of a block: a search in a part of the pool asks the index for the blocks of that part alone. */
export const blockRows = 16_384;

/** Pairs of words have so many keys: enough that few texts share one by chance, so few that the index stays small. */
const pairBits = 14;

/**
 * The index of words holds numbers beside the words: negative ones for the project and the block of a row, others for
 * words that follow each other. Each is a hash, so that it tells which rows may fit, and never that one does.
 */
export function projectKey(projectId: string): number {
  return placeKey(projectId);
}

export function blockKey(projectId: string, block: number): number {
  return placeKey(`${projectId}/${block}`);
}

function placeKey(place: string): number {
  return -1 - (sha256(place).readUInt32BE(0) >>> 1);
}

/** The key of two words, the second right after the first. */
export function pairKey(first: string, second: string): number {
  return sha256(`${first} ${second}`).readUInt16BE(0) >>> (16 - pairBits);
}

/** The same in SQL. */
export function pairKeyOf(first: SQL, second: SQL): SQL {
  const hex = sql`encode(substring(sha256(convert_to(${first} || ' ' || ${second}, 'UTF8')) for 2), 'hex')`;
  return sql`('x' || ${hex})::bit(${sql.raw(String(pairBits))})::int`;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
