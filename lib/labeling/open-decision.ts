import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { SuggestionMode } from "../contracts/labeling";
import { NotFoundError } from "../errors";
import { type Provenance, provenanceFields } from "./provenance";

interface DecisionToOpen {
  /** The annotation's. */
  readonly id: string;
  readonly projectId: string;
  readonly annotatorId: string;
  readonly sampleId: number;
  /** The classes it names. */
  readonly labelClassIds: readonly string[];
}

/** What a decision must know of its sample, its project and the annotator. */
export interface OpenedDecision {
  /** The sample's row in the pool. */
  readonly row: number;
  readonly task: "single" | "multi";
  readonly suggestions: SuggestionMode;
  readonly seed: number;
  readonly secondOpinionShare: number;
  readonly holdoutShare: number;
  /** Why the annotator had the sample; null when no lease of theirs says so. */
  readonly lease: Provenance | null;
  /** Those of the named classes that the project has. */
  readonly labelClasses: readonly { readonly name: string; readonly isArchived: boolean }[];
}

type OpenedRow = { is_stored: boolean; opened: OpenedDecision | null };

/**
 * Begins a decision, inside the transaction that stores it: one statement holds the sample, so that whoever annotates
 * it at the same time waits, ends the annotator's lease, even one that has run out, and reads what the decision must
 * know. Null, and nothing happens, when an annotation of this id is stored already.
 */
export async function openDecision(tx: Db, decision: DecisionToOpen): Promise<OpenedDecision | null> {
  const { id, projectId, annotatorId, sampleId, labelClassIds } = decision;
  const found = await tx.execute<OpenedRow>(sql`
    with stored as (
      select from annotations where id = ${id}
    ), sample as (
      select id, row from samples
      where id = ${sampleId} and project_id = ${projectId} and not exists (select from stored)
      for no key update
    ), lease as (
      delete from leases using sample
      where leases.sample_id = sample.id and leases.annotator_id = ${annotatorId}
      returning ${provenanceFields("leases")} as provenance
    )
    select exists (select from stored) as is_stored, (
      select json_build_object(
        'row', sample.row, 'task', p.task, 'suggestions', p.suggestions, 'seed', p.seed,
        'secondOpinionShare', p.second_opinion_share,
        'holdoutShare', p.holdout_share, 'lease', (select provenance from lease), 'labelClasses', array(
          select json_build_object('name', c.name, 'isArchived', c.archived_at is not null) from label_classes c
          where c.project_id = p.id and c.id = any(${sql.param(labelClassIds)}::uuid[])))
      from sample join projects p on p.id = ${projectId}) as opened`);
  const { is_stored, opened } = found.rows[0]!;
  if (is_stored) return null;
  if (opened) return opened;
  throw new NotFoundError({
    code: "sample_not_found",
    what: "This project has no such sample.",
    next: "Load the page again. Nothing was stored.",
  });
}
