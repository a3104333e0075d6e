import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReadSample, SampleReader } from "@/lib/samples/readers/reader";

/** What a reader makes of a file with this content. */
export async function readAll(
  read: SampleReader,
  content: string | Uint8Array,
  name = "file",
): Promise<ReadSample[]> {
  const directory = await mkdtemp(join(tmpdir(), "winnow-reader-"));
  try {
    const path = join(directory, "received");
    await writeFile(path, content);
    const samples: ReadSample[] = [];
    for await (const sample of read({ path, name }, () => {})) samples.push(sample);
    return samples;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** `place: reason` of everything refused. */
export function refusalsOf(samples: readonly ReadSample[]): string[] {
  return samples.flatMap((sample) =>
    sample.kind === "refusal" ? [`${sample.place}: ${sample.reason}`] : [],
  );
}

export function textsOf(samples: readonly ReadSample[]): string[] {
  return samples.flatMap((sample) => (sample.kind === "text" ? [sample.text] : []));
}
