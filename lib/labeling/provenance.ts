import { sql } from "drizzle-orm";
import type { Slot } from "../contracts/labeling";

/** Why a sample was handed out, as queue entries, leases and annotations carry it. */
export interface Provenance {
  readonly slot: Slot;
  readonly strategy: string;
  readonly score: number;
  readonly propensity: number;
  /** Null before the first model. */
  readonly modelVersionId: string | null;
  readonly generation: number;
}

/** The same as columns of a raw statement, in the order in which they are inserted. */
export const provenanceColumns = sql.raw("slot, strategy, score, propensity, model_version_id, generation");
