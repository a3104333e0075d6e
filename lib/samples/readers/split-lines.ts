import { createBoundedBytes } from "./bounded-bytes";

export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Without its end; null when it was longer than the limit. */
  readonly bytes: Buffer | null;
  /** False for a last line that the file ends in the middle of. */
  readonly ended: boolean;
}

/** Cuts at line feeds. A line beyond `limit` bytes is passed over without being held. */
export async function* splitLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line> {
  const line = createBoundedBytes(limit);
  let number = 1;
  let begun = false;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      line.add(chunk.subarray(from, end));
      yield { number: number++, bytes: line.take(), ended: true };
      from = end + 1;
      begun = false;
    }
    if (from < chunk.length) {
      line.add(chunk.subarray(from));
      begun = true;
    }
  }
  if (begun) yield { number, bytes: line.take(), ended: false };
}
