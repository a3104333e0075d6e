import { imagePatches } from "./image-patches";
import { textCooccurrence } from "./text-cooccurrence";

/** Every encoder that learns from the pool, by its id. */
export const encoders = {
  [textCooccurrence.id as "text-cooccurrence"]: textCooccurrence,
  [imagePatches.id as "image-patches"]: imagePatches,
} as const;

export type EncoderId = keyof typeof encoders;
