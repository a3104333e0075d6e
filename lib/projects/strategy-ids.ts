import type { Task } from "../contracts/projects";
import { multiLabelStrategies } from "../learning/strategies/multi-label/registry";
import { strategies } from "../learning/strategies/registry";

/** The ids of the query strategies that such a project may use; `auto` and `random` are for all. */
export function strategyIdsFor(task: Task): string[] {
  if (task === "single") return strategies.map(({ id }) => id);
  return ["auto", ...multiLabelStrategies.map(({ id }) => id), "random"];
}
