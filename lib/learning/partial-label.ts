import type { RowLabel } from "./round";

/** An answer about one class of a row: whether the row has it. Of the row's other classes it says nothing. */
export interface PartialLabel extends RowLabel {
  readonly has: boolean;
}
