import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import type { Task } from "../contracts/projects";
import {
  fewestSimulationLabels,
  mostSimulatedModels,
  type SimulationRequest,
  type SimulationSource,
  simulatedModels,
  simulationPoolShare,
} from "../contracts/simulations";
import { ConflictError, InvalidInputError } from "../errors";
import { learners } from "../learning/learners/registry";
import { random } from "../learning/strategies/random";
import { strategyIdsFor } from "../projects/strategy-ids";
import { findDemoSource } from "../samples/demo-sets";
import { countSimulationLabels, type ProjectLabelChoice, refusalOf } from "./count-simulation-labels";

const nothing = "Nothing was started.";

/** Throws an InvalidInputError, a ConflictError or a NotFoundError unless the simulation can be run now. */
export async function requirePossible(
  db: Db,
  projectId: string,
  request: SimulationRequest,
  rootDirectory: string,
): Promise<void> {
  const task = await taskOf(db, projectId, request.source);
  requireKnown("query strategy", request.strategies, strategyIdsFor(task));
  requireKnown(
    "learner",
    [request.learner],
    learners.map(({ id }) => id),
  );
  requireOnce(request.strategies);
  if (request.batch > request.budget) {
    throw new InvalidInputError({
      code: "batch_over_budget",
      what: `Batches of ${request.batch} labels are more than the budget of ${request.budget}.`,
      next: `Make the batches smaller. ${nothing}`,
    });
  }
  requireBounded(request);
  if (request.source.kind === "demo") findDemoSource(request.source.demoSet, rootDirectory);
  else await requireLabels(db, projectId, request.source.labels, request.budget);
}

/** Sample data has one class a sample. */
async function taskOf(db: Db, projectId: string, source: SimulationSource): Promise<Task> {
  if (source.kind === "demo") return "single";
  const [project] = await db.select({ task: projects.task }).from(projects).where(eq(projects.id, projectId));
  return project?.task ?? "single";
}

/** Says which batch, or which budget, would do. */
function requireBounded(request: SimulationRequest): void {
  // Random labeling is played beside them.
  const played = new Set([...request.strategies, random.id]).size;
  const { budget, batch, seeds } = request;
  const models = simulatedModels(played, request);
  if (models <= mostSimulatedModels) return;
  const mostRounds = Math.floor(mostSimulatedModels / (played * seeds));
  throw new InvalidInputError({
    code: "simulation_too_many_models",
    what: `${models} models would be trained; ${mostSimulatedModels} are the most.`,
    why: `${played} strategies, random labeling among them, × ${seeds} repeats × ${Math.ceil(budget / batch)} rounds.`,
    next: `Make the batches at least ${Math.ceil(budget / mostRounds)} labels, or the budget at most ${mostRounds * batch}. ${nothing}`,
  });
}

async function requireLabels(db: Db, projectId: string, choice: ProjectLabelChoice, budget: number) {
  const found = await countSimulationLabels(db, projectId);
  if (found.refusal === "not-encoded") {
    throw notEncoded();
  }
  const { labels } = found[choice];
  const those = choice === "random" ? " that were drawn at random" : "";
  const refusal = refusalOf(found[choice]);
  if (refusal === "few-labels") {
    throw fewLabels(labels, choice);
  }
  if (refusal === "one-class") {
    throw new ConflictError({
      code: "simulation_one_class",
      what: `All ${labels} labels${those} say the same.`,
      next: `A simulation needs labels of two classes. ${nothing}`,
    });
  }
  const most = Math.floor(labels * simulationPoolShare);
  if (budget > most) {
    throw new InvalidInputError({
      code: "simulation_budget",
      what: `A budget of ${budget} is more than the ${most} labels that strategies may ask for.`,
      why: `${Math.round(100 * simulationPoolShare)} % of the ${labels} labels are the pool; the others are what models are measured on.`,
      next: `Give a budget of at most ${most}. ${nothing}`,
    });
  }
}

function requireKnown(what: string, ids: readonly string[], known: readonly string[]): void {
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new InvalidInputError({
    code: what === "learner" ? "unknown_learner" : "unknown_strategy",
    what: `There is no ${what} “${unknown}”.`,
    next: `Choose one of ${known.join(", ")}. ${nothing}`,
  });
}

function requireOnce(ids: readonly string[]): void {
  if (new Set(ids).size === ids.length) return;
  throw new InvalidInputError({
    code: "strategy_repeated",
    what: "A strategy stands there twice.",
    next: `Name each once. ${nothing}`,
  });
}

export function fewLabels(labels: number, choice: ProjectLabelChoice): ConflictError {
  const isRandom = choice === "random";
  const those = isRandom ? " that were drawn at random" : "";
  return new ConflictError({
    code: "simulation_few_labels",
    what: `This project has ${labels} labels${those} of encoded samples; a simulation needs at least ${fewestSimulationLabels}.`,
    next: `Label more${isRandom ? ", take all labels," : ""} or try a data set that comes with Winnow. ${nothing}`,
  });
}

/** Once it is encoded it can be simulated on. */
export function notEncoded(): ConflictError {
  return new ConflictError({
    code: "simulation_not_encoded",
    what: "The pool of this project is not encoded yet.",
    next: `Wait until the encoder has learned it, then try again. ${nothing}`,
    retryable: true,
  });
}
