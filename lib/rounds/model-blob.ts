import { type Block, packBlocks, unpackBlocks } from "@/lib/learning/binary-layout";
import type { ModelState } from "@/lib/learning/learners/learner";
import type { BlobStore } from "@/lib/storage/blob-store";

/** All of a model but its numbers; those of its parts follow its own, depth first. */
interface Header
  extends Pick<ModelState, "learner" | "dimensions" | "classCount" | "temperature" | "chosen"> {
  readonly parts: readonly Header[];
}

/** Stores what is needed to predict again, the parts of a combination included; returns the blob's key. */
export async function storeModel(blobs: BlobStore, model: ModelState): Promise<string> {
  return blobs.put(packBlocks(headerOf(model), parametersOf(model)));
}

/** The inverse; what lived in memory only is null. */
export async function readModel(blobs: BlobStore, key: string): Promise<ModelState> {
  const { header, blocks } = unpackBlocks<Header>(await blobs.get(key));
  return modelOf(header, blocks.values());
}

/** The model as `readModel` would find it, without a detour. */
export function storedPart(model: ModelState): ModelState {
  return { ...model, parts: model.parts.map(storedPart), heldOut: null, scores: null };
}

function headerOf({ learner, dimensions, classCount, temperature, chosen, parts }: ModelState): Header {
  return { learner, dimensions, classCount, temperature, chosen, parts: parts.map(headerOf) };
}

function parametersOf({ parameters, parts }: ModelState): Float32Array[] {
  return [parameters, ...parts.flatMap(parametersOf)];
}

function modelOf({ parts, ...header }: Header, blocks: Iterator<Block>): ModelState {
  const parameters = blocks.next().value as Float32Array;
  const read = parts.map((part) => modelOf(part, blocks));
  return { ...header, parameters, parts: read, heldOut: null, scores: null };
}
