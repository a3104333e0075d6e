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

/** One or more encoders of a kind. */
type EncodersOf<K extends Kind> = readonly [Encoder<ContentOf[K]>, ...Encoder<ContentOf[K]>[]];

/** Every encoder that learns from the pool, by the kind of pool; `auto` begins with the first of a kind. */
export const encoders: { readonly [K in Kind]: EncodersOf<K> } = {
  text: [textCooccurrence, tfidfSvd],
  image: [imagePatches, imagePixels],
  tabular: [tabular],
};

/** The one with the id; of `auto` all of the kind. Throws an UnknownIdError that lists the known ids. */
export function encodersFor<K extends Kind>(kind: K, id: string): EncodersOf<K> {
  const ofKind: EncodersOf<K> = encoders[kind];
  return id === "auto" ? ofKind : [findById(`${kind} encoder`, ofKind, id)];
}

/** The one with the id, or the first of the kind for `auto`. Throws an UnknownIdError that lists the known ids. */
export function findEncoder<K extends Kind>(kind: K, id: string): Encoder<ContentOf[K]> {
  return encodersFor(kind, id)[0];
}
