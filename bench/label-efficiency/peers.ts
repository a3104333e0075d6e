import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { InvalidInputError, messageOf } from "@/lib/errors";
import type { Spread } from "./spread";

/** A peer's accuracy after so many labels. */
export interface PeerPoint extends Spread {
  readonly data: string;
  /** As in `smalltext/svc: margin`. */
  readonly method: string;
  readonly labels: number;
}

const record = z.object({
  dataset: z.string(),
  library: z.string(),
  model: z.string(),
  strategy: z.string(),
  labels: z.coerce.number(),
  acc_mean: z.coerce.number(),
  acc_sd: z.coerce.number(),
});

/** Our own prototypes among the recorded curves, which are no peers. */
const REFERENCE = "reference";

/** Reads `curves.csv` of a folder of baselines. Throws an InvalidInputError when it cannot be read. */
export async function readPeers(folder: string): Promise<PeerPoint[]> {
  const path = join(folder, "curves.csv");
  try {
    return parsePeers(await readFile(path, "utf8"));
  } catch (cause) {
    throw new InvalidInputError({
      code: "baselines_unreadable",
      what: `${path} cannot be read: ${messageOf(cause)}.`,
      next: "Give --shared a folder with data/ and baselines/curves.csv.",
      cause,
    });
  }
}

/** The peers' points; those of a data set after another preparation (`mnist+pca50`) are the data set's. */
export function parsePeers(csv: string): PeerPoint[] {
  return z
    .array(record)
    .parse(parse(csv, { columns: true }))
    .filter(({ library }) => library !== REFERENCE)
    .map(({ dataset, library, model, strategy, labels, acc_mean, acc_sd }) => ({
      data: dataset.split("+")[0]!,
      method: `${library}/${model}: ${strategy}${dataset.includes("+") ? ` (${dataset})` : ""}`,
      labels,
      mean: acc_mean,
      sd: acc_sd,
    }));
}

/** The peer with the highest mean accuracy after exactly so many labels; null when none was measured there. */
export function bestPeer(peers: readonly PeerPoint[], data: string, labels: number): PeerPoint | null {
  const there = peers.filter((point) => point.data === data && point.labels === labels);
  return there.reduce<PeerPoint | null>(
    (best, point) => (best === null || point.mean > best.mean ? point : best),
    null,
  );
}
