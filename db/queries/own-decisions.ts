import { type SQL, sql } from "drizzle-orm";

/**
 * Two tables for a `with` clause: `own`, all that the annotator did by hand in the project, taken back or not, and
 * `own_current`, what they say now of each sample. What an oracle or a file said in their name is in neither, but
 * replaces what they said before.
 *
 * Columns: id, sample_id, sequence, action ('label' | 'skip' | 'flag' in `own_current`), source, screen, seconds,
 * undoes, created_at.
 */
export function ownDecisions(own: { readonly projectId: string; readonly annotatorId: string }): SQL {
  return sql`
    in_own_name as (
      select a.id, a.sample_id, a.sequence, a.action, a.source, a.screen, a.seconds, a.undoes, a.created_at
      from annotations a
      where a.project_id = ${own.projectId} and a.annotator_id = ${own.annotatorId}
    ), own as (
      select * from in_own_name where source = 'annotator'
    ), own_current as (
      select * from (
        select distinct on (sample_id) * from in_own_name decision
        where action not in ('undo', 'reject')
          and not exists (select from in_own_name undo where undo.undoes = decision.id)
        order by sample_id, sequence desc) newest
      where source = 'annotator'
    )`;
}
