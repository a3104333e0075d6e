import { evaluateMemberships } from "./evaluation/evaluate-memberships";
import { predictMemberships } from "./learners/one-vs-rest";
import { runMultiLabelRound } from "./multi-label-round";
import type { Engine } from "./round";
import { type SimulationPoint, type SimulationSetting, spendLabels } from "./spend-labels";
import type { RowLabels } from "./strategies/multi-label/multi-label-strategy";

type ClassSet = Pick<RowLabels, "classes">;

export interface MultiLabelSimulationInput extends SimulationSetting {
  /** The classes (0..classCount-1, any number of them) that the oracle answers for each row of the pool. */
  readonly poolSets: readonly ClassSet[];
  readonly testSets: readonly ClassSet[];
}

/**
 * The loop of `spendLabels` where a sample may have several classes at once, or none: accuracy is the share of test samples
 * whose classes are all right. Every label tells of all classes.
 */
export function simulateMultiLabel(
  input: MultiLabelSimulationInput,
  engine: Engine,
): AsyncGenerator<SimulationPoint> {
  return spendLabels(input, {
    exploreShare: 0,
    labelOf: (row) => ({ ...input.poolSets[row]!, row }),
    runRound: (setting, trainingLabels) =>
      runMultiLabelRound({ ...setting, trainingLabels, holdoutLabels: [], partialLabels: [] }, engine),
    chooseEncoded: async (encoded) => encoded,
    score: async (model, { pool, test }) => {
      const probabilities = await predictMemberships(model.parts, test, { kernels: engine.kernels, pool });
      return evaluateMemberships(probabilities, input.testSets);
    },
  });
}
