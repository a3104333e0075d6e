import { findById } from "../find-by-id";
import type { Encoder, PixelImage, TabularRow } from "./encoder";
import { imagePatches } from "./image-patches";
import { imagePixels } from "./image-pixels";
import { tabular } from "./tabular";
import { textCooccurrence } from "./text-cooccurrence";
import { tfidfSvd } from "./tfidf-svd";

/** What the samples of each kind of pool are. */
interface ContentOf {
  readonly text: string;
  readonly image: PixelImage;
  readonly tabular: TabularRow;
}

type Kind = keyof ContentOf;

/** Every encoder that learns from the pool, by the kind of pool; the first of a kind is what `auto` means. */
export const encoders: {
  readonly [K in Kind]: readonly [Encoder<ContentOf[K]>, ...Encoder<ContentOf[K]>[]];
} = {
  text: [textCooccurrence, tfidfSvd],
  image: [imagePatches, imagePixels],
  tabular: [tabular],
};

/** Throws an UnknownIdError that lists the known ids. */
export function findEncoder<K extends Kind>(kind: K, id: string): Encoder<ContentOf[K]> {
  const ofKind: readonly Encoder<ContentOf[K]>[] = encoders[kind];
  return id === "auto" ? ofKind[0]! : findById(`${kind} encoder`, ofKind, id);
}
