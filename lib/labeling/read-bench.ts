import type { Db } from "@/db/client";
import { type BenchQuery, readBenchState } from "@/db/queries/bench-state";
import type { BenchState } from "../contracts/labeling";
import { labelsUntilRound } from "../rounds/request-round-after-label";
import { dealClassKeys } from "./class-keys";

/** All that the bench shows around the sample; null when there is no project. */
export async function readBench(db: Db, query: BenchQuery): Promise<BenchState | null> {
  const [state, { missing }] = await Promise.all([
    readBenchState(db, query),
    labelsUntilRound(db, query.projectId),
  ]);
  if (!state) return null;
  const { classes, ...rest } = state;
  const keys = dealClassKeys(classes);
  const labelClasses = classes
    .filter(({ isArchived }) => !isArchived)
    .map(({ isArchived: _, ...labelClass }) => ({ ...labelClass, keys: keys.get(labelClass.id)! }));
  return { ...rest, labelClasses, labelsUntilRound: missing };
}
