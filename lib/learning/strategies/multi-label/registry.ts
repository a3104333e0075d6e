import { findById } from "../../find-by-id";
import { cvirs } from "./cvirs";
import { meanMaxLoss } from "./mean-max-loss";
import type { MultiLabelStrategy } from "./multi-label-strategy";

/** Every query strategy for samples with several classes; its contract suite runs over this list. */
export const multiLabelStrategies: readonly MultiLabelStrategy[] = [meanMaxLoss, cvirs];

/** Throws an UnknownIdError that lists the known ids. */
export function findMultiLabelStrategy(id: string): MultiLabelStrategy {
  return findById("multi-label query strategy", multiLabelStrategies, id);
}
