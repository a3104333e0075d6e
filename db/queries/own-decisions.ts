import { type SQL, sql } from "drizzle-orm";

interface Own {
  readonly projectId: string;
  readonly annotatorId: string;
}

/** All that the annotator did by hand in the project, taken back or not; a fragment to select from. */
export function ownDecisions({ projectId, annotatorId }: Own): SQL {
  return sql`
    select * from annotations
    where project_id = ${projectId} and annotator_id = ${annotatorId} and source = 'annotator'`;
}

/**
 * What they say now of each sample. What an oracle or a file said in their name is not among it, but replaces what they
 * said before.
 */
export function ownCurrentDecisions({ projectId, annotatorId }: Own): SQL {
  return sql`
    select * from current_annotations
    where project_id = ${projectId} and annotator_id = ${annotatorId} and source = 'annotator'`;
}

/** Their yes and no about single classes that stand: no labels, but answers, whose time counts with that of labels. */
export function ownYesAndNo(own: Own): SQL {
  return sql`
    select * from (${ownDecisions(own)}) d
    where action in ('accept', 'reject') and not exists (select from annotations u where u.undoes = d.id)`;
}
