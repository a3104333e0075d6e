import { InvalidInputError } from "@/lib/errors";
import type { PixelImage } from "@/lib/learning/encoders/encoder";

/** Samples whose classes are known, before the classes are numbered. */
export interface NamedSamples<Content> {
  readonly contents: readonly Content[];
  readonly classNames: readonly string[];
}

/** Samples with their class, an index into `BenchmarkData.classNames`. */
export interface ClassedSamples<Content> {
  readonly contents: readonly Content[];
  readonly classes: Int32Array;
}

interface Parts<Content> {
  /** Every class that occurs, sorted. */
  readonly classNames: readonly string[];
  /** What may be queried. */
  readonly pool: ClassedSamples<Content>;
  /** What predictions are scored on; shares no sample with the pool. */
  readonly test: ClassedSamples<Content>;
}

export type BenchmarkData =
  | ({ readonly kind: "text" } & Parts<string>)
  | ({ readonly kind: "image" } & Parts<PixelImage>);

/**
 * Numbers the classes of both parts. Pool samples with the content of a test sample are left out: published data
 * sets hold some. Throws an InvalidInputError when a part is empty.
 */
export function numberClasses<Content extends string | PixelImage>(
  directory: string,
  train: NamedSamples<Content>,
  test: NamedSamples<Content>,
): Parts<Content> {
  const pool = withoutCopiesOf(test, train);
  if (pool.contents.length === 0 && train.contents.length > 0) {
    throw new InvalidInputError({
      code: "only_copies",
      what: `All ${train.contents.length} training samples in ${directory} are in its test part too.`,
      why: "A sample that is tested on is not trained on, so none is left.",
      next: "Keep apart what is for training and what is for testing.",
    });
  }
  for (const [name, part] of [["training", pool] as const, ["test", test] as const]) {
    if (part.contents.length > 0) continue;
    throw new InvalidInputError({
      code: "no_samples",
      what: `The ${name} part in ${directory} holds no sample.`,
      next: "Add labeled samples to it.",
    });
  }
  const classNames = [...new Set([...pool.classNames, ...test.classNames])].sort();
  const index = new Map(classNames.map((name, i) => [name, i]));
  const number = ({ contents, classNames: names }: NamedSamples<Content>) => ({
    contents,
    classes: Int32Array.from(names, (name) => index.get(name)!),
  });
  return { classNames, pool: number(pool), test: number(test) };
}

function withoutCopiesOf<Content extends string | PixelImage>(
  test: NamedSamples<Content>,
  { contents, classNames }: NamedSamples<Content>,
): NamedSamples<Content> {
  const tested = new Set(test.contents.map(contentKey));
  const isNew = contents.map((content) => !tested.has(contentKey(content)));
  return {
    contents: contents.filter((_, i) => isNew[i]),
    classNames: classNames.filter((_, i) => isNew[i]),
  };
}

/** Equal for equal contents and for no others. */
function contentKey(content: string | PixelImage): string {
  if (typeof content === "string") return content;
  return `${content.width} ${content.height} ${Buffer.from(content.data).toString("latin1")}`;
}
