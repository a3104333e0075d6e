import type { Db } from "@/db/client";
import { readPoolSample, type SearchAsker } from "@/db/queries/pool-rows";
import { excerptLength, imageUrlOf } from "@/db/queries/sample-excerpt";
import type { Glimpse } from "../contracts/map";
import { NotFoundError } from "../errors";
import { blindRows } from "./blind-rows";

/** What a point of the map shows of its sample. Nothing of the holdout reserve before it is labeled. */
export async function readGlimpse(db: Db, asker: SearchAsker, sampleId: number): Promise<Glimpse> {
  const [isBlind, sample] = await Promise.all([
    blindRows(db, asker.projectId),
    readPoolSample(db, asker, sampleId),
  ]);
  if (!sample) {
    throw new NotFoundError({
      code: "sample_not_found",
      what: "There is no such sample in this project.",
      next: "Load the page again.",
    });
  }
  if (!sample.isLabeled && isBlind(sample)) return { sampleId, isBlind: true, excerpt: null, imageUrl: null };
  const { text, hasImage } = sample;
  return {
    sampleId,
    isBlind: false,
    excerpt: text === null ? null : text.slice(0, excerptLength),
    imageUrl: hasImage ? imageUrlOf(asker.projectId, sampleId) : null,
  };
}
