import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import type { DemoSet } from "../contracts/demo";
import type { SimulationOffers } from "../contracts/simulations";
import { learners } from "../learning/learners/registry";
import { random } from "../learning/strategies/random";
import { strategies } from "../learning/strategies/registry";
import { listDemoSets } from "../samples/demo-sets";
import { countSimulationLabels } from "./count-simulation-labels";

/** What may be simulated in a project, and on what. */
export async function readSimulationOffers(db: Db, projectId: string): Promise<SimulationOffers> {
  const labels = await countSimulationLabels(db, projectId);
  const { modality } = projects;
  const [project] = await db.select({ modality }).from(projects).where(eq(projects.id, projectId));
  const isAlike = (set: DemoSet) => set.modality === project?.modality;
  return {
    labels: {
      all: labels.all.labels,
      random: labels.random.labels,
      classes: labels.classCount,
      refusal: labels.refusal,
    },
    // Those of the project's own kind first.
    demoSets: listDemoSets().sort((a, b) => Number(isAlike(b)) - Number(isAlike(a))),
    // Random labeling is always simulated, to compare with.
    strategies: strategies.map(({ id }) => id).filter((id) => id !== random.id),
    learners: learners.map(({ id }) => id),
  };
}
