import { margin } from "./margin";
import type { QueryStrategy } from "./strategy";

/**
 * The default: margin, with a tenth of the queue drawn at random so that its gain over random can be measured
 * and a blind spot of the model does not stay one.
 */
export const auto: QueryStrategy = { ...margin, id: "auto", exploreShare: 0.1 };
