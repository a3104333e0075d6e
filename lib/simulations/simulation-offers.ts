import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import type { DemoSet } from "../contracts/demo";
import type { Task } from "../contracts/projects";
import type { SimulationOffers } from "../contracts/simulations";
import { learners } from "../learning/learners/registry";
import { random } from "../learning/strategies/random";
import { strategyIdsFor } from "../projects/strategy-ids";
import { listDemoSets } from "../samples/demo-sets";
import { countSimulationLabels } from "./count-simulation-labels";

/** What may be simulated in a project, and on what. */
export async function readSimulationOffers(db: Db, projectId: string): Promise<SimulationOffers> {
  const labels = await countSimulationLabels(db, projectId);
  const { modality, task } = projects;
  const [project] = await db.select({ modality, task }).from(projects).where(eq(projects.id, projectId));
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
    strategies: { project: strategiesFor(project?.task ?? "single"), demo: strategiesFor("single") },
    learners: learners.map(({ id }) => id),
  };
}

/** Random labeling is always simulated, to compare with. */
function strategiesFor(task: Task): string[] {
  return strategyIdsFor(task).filter((id) => id !== random.id);
}
