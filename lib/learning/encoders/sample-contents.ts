import { EmptyPoolError } from "../errors";
import type { Random } from "../random";
import type { ContentSource } from "./encoder";

/**
 * A uniform sample of at most `limit` contents, in one pass (reservoir sampling; Vitter 1985); the whole
 * pool, in order, when it is no larger. Throws an EmptyPoolError when the source yields nothing.
 */
export async function sampleContents<Content>(
  source: ContentSource<Content>,
  limit: number,
  random: Random,
): Promise<Content[]> {
  const sample: Content[] = [];
  let seen = 0;
  for await (const batch of source()) {
    for (const content of batch) {
      seen++;
      if (sample.length < limit) sample.push(content);
      else {
        const place = random.integer(seen);
        if (place < limit) sample[place] = content;
      }
    }
  }
  if (seen === 0) throw new EmptyPoolError();
  return sample;
}
