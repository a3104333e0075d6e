import type { Db } from "@/db/client";
import type { SimulationOffers } from "../contracts/simulations";
import { learners } from "../learning/learners/registry";
import { random } from "../learning/strategies/random";
import { strategies } from "../learning/strategies/registry";
import { listDemoSets } from "../samples/demo-sets";
import { readSimulationLabels } from "./read-simulation-labels";

/** What may be simulated in a project, and on what. */
export async function readSimulationOffers(db: Db, projectId: string): Promise<SimulationOffers> {
  const labels = await readSimulationLabels(db, projectId);
  return {
    labels: {
      all: labels.all.length,
      random: labels.random.length,
      classes: labels.classCount,
      refusal: labels.refusal,
    },
    demoSets: listDemoSets(),
    // Random labeling is always simulated, to compare with.
    strategies: strategies.map(({ id }) => id).filter((id) => id !== random.id),
    learners: learners.map(({ id }) => id),
  };
}
