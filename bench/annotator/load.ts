import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { takenLeasesSchema } from "@/lib/contracts/labeling";
import { createRandom } from "@/lib/learning/random";
import type { BenchAnnotator, Truth } from "./arrange";

/** Samples that each of them holds, as a browser does. */
const wantedSamples = 6;

export interface LoadSetting {
  readonly baseUrl: string;
  readonly projectId: string;
  readonly truth: Truth;
  /** Label class id by name. */
  readonly classIds: ReadonlyMap<string, string>;
  /** The mean time between two labels of one annotator; each waits between half and one and a half of it. */
  readonly thinkMs: number;
}

export interface LoadFigures {
  /** Milliseconds of each request for samples, and of each label until it was acknowledged, once all have begun. */
  readonly nextMs: number[];
  readonly submitMs: number[];
  /** Requests that failed, with what was said. */
  readonly errors: string[];
  /** Samples that were handed to a second annotator while, or after, the first one had them. */
  readonly handedOutTwice: Set<number>;
}

/**
 * Annotators without a screen: each takes samples, thinks, labels rightly, and fetches more, by the same requests as the
 * bench, until the signal ends them.
 */
export async function loadWith(
  annotators: readonly BenchAnnotator[],
  setting: LoadSetting,
  signal: AbortSignal,
): Promise<LoadFigures> {
  const figures: LoadFigures = { nextMs: [], submitMs: [], errors: [], handedOutTwice: new Set() };
  const handedOut = new Map<number, string>();
  const begun = new Set<string>();
  const onBegun = (userId: string) => {
    if (begun.has(userId) || begun.add(userId).size < annotators.length) return;
    figures.nextMs.length = 0;
    figures.submitMs.length = 0;
  };
  await Promise.all(
    annotators.map((annotator, i) => work(annotator, i, setting, { figures, handedOut, onBegun }, signal)),
  );
  return figures;
}

interface Notes {
  readonly figures: LoadFigures;
  readonly handedOut: Map<number, string>;
  /** Called after each label: until each has given one, the server is warming up. */
  readonly onBegun: (userId: string) => void;
}

async function work(
  { userId, cookie }: BenchAnnotator,
  index: number,
  { baseUrl, projectId, truth, classIds, thinkMs }: LoadSetting,
  { figures, handedOut, onBegun }: Notes,
  signal: AbortSignal,
): Promise<void> {
  const random = createRandom(index, "annotator");
  const api = `${baseUrl}/api/v1/projects/${projectId}`;
  const held: { sampleId: number; text: string | null }[] = [];
  const send = async (method: string, path: string, body: unknown, times: number[]): Promise<unknown> => {
    const since = performance.now();
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { cookie, "content-type": "application/json", origin: baseUrl },
      body: JSON.stringify(body),
    });
    const answer = await response.text();
    times.push(performance.now() - since);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.slice(0, 200)}`);
    return JSON.parse(answer);
  };
  const fill = async () => {
    const holding = held.map(({ sampleId }) => sampleId);
    const answer = await send("POST", "/leases", { count: wantedSamples, holding }, figures.nextMs);
    const { samples } = takenLeasesSchema.parse(answer);
    for (const { sampleId } of samples) {
      if (handedOut.has(sampleId) && handedOut.get(sampleId) !== userId) figures.handedOutTwice.add(sampleId);
      handedOut.set(sampleId, userId);
    }
    held.push(...samples);
  };
  while (!signal.aborted) {
    await delay(thinkMs * (0.5 + random.next()));
    try {
      if (held.length < wantedSamples / 2) await fill();
      const sample = held.shift();
      if (!sample) continue;
      const labelClassId = classIds.get(truth.get(sample.text ?? "") ?? "");
      const input = { action: "label", sampleId: sample.sampleId, labelClassId, seconds: thinkMs / 1000 };
      await send("PUT", `/annotations/${randomUUID()}`, input, figures.submitMs);
      onBegun(userId);
    } catch (error) {
      figures.errors.push(error instanceof Error ? error.message : String(error));
    }
  }
}
