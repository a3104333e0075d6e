import { type SQL, sql } from "drizzle-orm";
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
  /** What the model guessed when the sample was queued. */
  readonly suggestedClassIds: string[] | null;
  readonly suggestedProbabilities: number[] | null;
  readonly suggestionPlanted: boolean;
}

/** The `strategy` of an answer where nobody can say any more how the sample was chosen. */
export const UNLEASED = "unleased";

export const noSuggestion = {
  suggestedClassIds: null,
  suggestedProbabilities: null,
  suggestionPlanted: false,
} as const;

const columnOf: Readonly<Record<keyof Provenance, string>> = {
  slot: "slot",
  strategy: "strategy",
  score: "score",
  propensity: "propensity",
  modelVersionId: "model_version_id",
  generation: "generation",
  suggestedClassIds: "suggested_class_ids",
  suggestedProbabilities: "suggested_probabilities",
  suggestionPlanted: "suggestion_planted",
};

const columns = Object.values(columnOf);

/** The same as columns of a raw statement, in the order in which they are inserted. */
export const provenanceColumns = sql.raw(columns.join(", "));

/** A `Provenance` as JSON, of a row of `table`. */
export function provenanceFields(table: "leases"): SQL {
  const pairs = Object.entries(columnOf).map(([name, column]) => `'${name}', ${table}.${column}`);
  return sql.raw(`json_build_object(${pairs.join(", ")})`);
}

/** For an upsert: the holder, the times and the provenance of the row that was proposed. */
export const replacedLease = sql.raw(
  ["annotator_id", "leased_at", "expires_at", ...columns]
    .map((name) => `${name} = excluded.${name}`)
    .join(", "),
);

/** The provenance of a stored row that has more columns than that. */
export function provenanceOf(row: Provenance): Provenance {
  const { slot, strategy, score, propensity, modelVersionId, generation } = row;
  const { suggestedClassIds, suggestedProbabilities, suggestionPlanted } = row;
  return {
    slot,
    strategy,
    score,
    propensity,
    modelVersionId,
    generation,
    suggestedClassIds,
    suggestedProbabilities,
    suggestionPlanted,
  };
}
