import { chooseEncoder, comparedLabels } from "@/lib/learning/encoders/choose-encoder";
import type { Encoder, FittedEncoder } from "@/lib/learning/encoders/encoder";
import type { Matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { fitEncoder, fitShare, type ModelTools } from "./fit-encoder";
import type { ProgressListener } from "./model-thread-client";
import type { CompareReply, CompareRequest } from "./model-thread-protocol";
import { withContents } from "./pool-contents";

interface FittedCandidate {
  readonly id: string;
  /** Of the labeled samples. */
  readonly embeddings: Matrix;
  serialize(): Uint8Array;
}

/**
 * Fits every encoder of the kind on rows 0..rowCount-1, encodes only the labeled ones, and chooses; stores the chosen
 * encoder. The current one is not fitted again where it is stored.
 */
export function compareEncoders(
  tools: ModelTools,
  request: CompareRequest,
  onProgress: ProgressListener,
): Promise<CompareReply> {
  const { blobs, kernels } = tools;
  const { current, rowCount, classCount, seed } = request;
  const random = createRandom(seed, "encoders");
  const labels = comparedLabels(request.labels, random);

  async function fitOrRead<Content>(
    encoder: Encoder<Content>,
    source: () => AsyncIterable<readonly Content[]>,
    onShare: ProgressListener,
  ): Promise<FittedEncoder<Content>> {
    const blob = encoder.id === current.encoder ? current.encoderBlob : null;
    if (blob !== null) return encoder.deserialize(await blobs.get(blob), kernels);
    return fitEncoder(encoder, source, request, kernels, onShare);
  }

  return withContents(tools, request, async ({ encoders, between, of }) => {
    const contents = await of(labels.map(({ row }) => row));
    const candidates: FittedCandidate[] = [];
    for (const [i, encoder] of encoders.entries()) {
      const onShare: ProgressListener = (share, doing) =>
        onProgress((fitShare * (i + share)) / encoders.length, `${encoder.id}: ${doing}`);
      const fitted = await fitOrRead(encoder, () => between(0, rowCount), onShare);
      const embeddings = await fitted.encode(contents);
      candidates.push({ id: encoder.id, embeddings, serialize: () => fitted.serialize() });
    }
    const classes = Int32Array.from(labels, ({ classIndex }) => classIndex);
    const answers = { classes, classCount };
    const choice = await chooseEncoder(candidates, answers, current.encoder, { kernels, random });
    const chosen = candidates.find(({ id }) => id === choice.id)!;
    return { ...choice, encoderBlob: await blobs.put(chosen.serialize()) };
  });
}
