import type { Encoder, PixelImage } from "@/lib/learning/encoders/encoder";
import { encodersFor } from "@/lib/learning/encoders/registry";
import type { Kernels } from "@/lib/learning/kernels";
import { type Pool, type Samples, samplesOf } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import type { RowLabels } from "@/lib/learning/strategies/multi-label/multi-label-strategy";
import { decodeImage } from "@/lib/samples/decode-image";
import { readers } from "@/lib/samples/readers/readers";
import type { DemoSamples, LabeledRows, SimulateRequest } from "./model-thread-protocol";
import type { PoolCache } from "./pool-cache";

/** The class of each sample, or the classes of each. */
export type Answers =
  | { readonly task: "single"; readonly classes: Int32Array }
  | { readonly task: "multi"; readonly sets: readonly Pick<RowLabels, "classes">[] };

/**
 * Samples with their known classes, as an encoder sees them that was fitted without their classes. Which encoder it is may
 * have been chosen by labels of the project, these among them, where encoders were compared.
 */
export interface LabeledSamples extends Pick<Samples, "embeddings" | "sparse"> {
  readonly encoder: string;
  readonly answers: Answers;
  readonly classCount: number;
}

/** Of more labels so many are drawn at random: curves of a few hundred labels tell the same. */
const mostSamples = 10_000;

interface Tools {
  readonly pools: PoolCache;
  readonly kernels: Kernels;
  /** Told the finished share, 0..1. */
  onShare(share: number): void;
}

export function readLabeledSamples(source: SimulateRequest["source"], tools: Tools): Promise<LabeledSamples> {
  return source.kind === "project" ? takeRows(source, tools) : encodeDemo(source, tools);
}

async function takeRows(
  { labels, pool, encoder, classCount }: LabeledRows,
  { pools }: Tools,
): Promise<LabeledSamples> {
  const whole: Pool = await pools.get(pool);
  const of = (drawn: readonly { readonly row: number }[], answers: Answers): LabeledSamples => {
    const rows = Int32Array.from(drawn, ({ row }) => row);
    return { encoder, ...samplesOf(whole, rows), answers, classCount };
  };
  if (labels.task === "multi") {
    const drawn = drawLabels(labels.given);
    return of(drawn, { task: "multi", sets: drawn });
  }
  const drawn = drawLabels(labels.given);
  return of(drawn, {
    task: "single",
    classes: Int32Array.from(drawn, ({ classIndex }) => classIndex),
  });
}

function drawLabels<Label>(labels: readonly Label[]): Label[] {
  const order = Array.from(createRandom(0, "simulated labels").permutation(labels.length));
  return order.slice(0, mostSamples).map((i) => labels[i]!);
}

async function encodeDemo(source: DemoSamples, tools: Tools): Promise<LabeledSamples> {
  const texts: string[] = [];
  const images: PixelImage[] = [];
  const names: string[] = [];
  const file = { path: source.path, name: source.path };
  for await (const sample of readers[source.format].read(file, () => {})) {
    if (sample.kind === "refusal" || sample.label === undefined) continue;
    names.push(sample.label);
    if (sample.kind === "text") texts.push(sample.text);
    else images.push(await decodeImage(sample.bytes));
  }
  const classNames = [...new Set(names)].sort();
  const classes = Int32Array.from(names, (name) => classNames.indexOf(name));
  const known = { answers: { task: "single" as const, classes }, classCount: classNames.length };
  if (texts.length > 0) return { ...(await encode(encodersFor("text", "auto")[0], texts, tools)), ...known };
  return { ...(await encode(encodersFor("image", "auto")[0], images, tools)), ...known };
}

async function encode<Content>(
  encoder: Encoder<Content>,
  contents: readonly Content[],
  { kernels, onShare }: Tools,
): Promise<Omit<LabeledSamples, "answers" | "classCount">> {
  async function* source() {
    yield contents;
  }
  const random = createRandom(0, "encoder");
  const fitted = await encoder.fit(source, { kernels, random, onProgress: onShare });
  return {
    encoder: encoder.id,
    embeddings: await fitted.encode(contents),
    sparse: fitted.encodeSparse === null ? null : fitted.encodeSparse(contents),
  };
}
