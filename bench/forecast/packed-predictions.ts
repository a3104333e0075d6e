import { predictedClasses } from "@/lib/learning/evaluation/evaluate";
import { lossesOf } from "@/lib/learning/evaluation/score-intervals";
import type { Matrix } from "@/lib/learning/matrix";

/** Losses are kept in one byte: up to 10.2 nats, in steps of this many. */
export const LOSS_STEP = 0.04;

/** Two bytes a sample: the likeliest class, and the log loss in steps. */
export interface PackedPredictions {
  readonly predicted: Uint8Array;
  readonly losses: Uint8Array;
}

/** Of the first `truth.length` rows of the probabilities. */
export function packedPredictions(probabilities: Matrix, truth: Int32Array): PackedPredictions {
  const losses = Uint8Array.from(lossesOf(probabilities, truth), (loss) =>
    Math.min(255, Math.round(loss / LOSS_STEP)),
  );
  return { predicted: Uint8Array.from(predictedClasses(probabilities).subarray(0, truth.length)), losses };
}
