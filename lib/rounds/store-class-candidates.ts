import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { classCandidates, queues } from "@/db/schema/labeling";
import type { ClassCandidates } from "@/lib/learning/class-candidates";

export interface CandidatesToStore {
  readonly projectId: string;
  /** The queue generation of their round. */
  readonly generation: number;
  /** Null without a model: then there are none. */
  readonly modelVersionId: string | null;
  /** In the order of the model's outputs. */
  readonly labelClassIds: readonly string[];
  readonly candidates: ClassCandidates;
}

/**
 * Replaces the project's class candidates by those of a published round. In a transaction of its own: thousands of rows
 * take longer than a round's whole publication, and nobody who labels waits for them. Two that overlap come one after the
 * other. Returns false, and changes nothing, when a newer round was published meanwhile, which brings its own.
 */
export async function storeClassCandidates(db: Db, stored: CandidatesToStore): Promise<boolean> {
  const { projectId, generation } = stored;
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('class candidates ' || ${projectId}, 0))`,
    );
    const [live] = await tx
      .select({ generation: queues.generation })
      .from(queues)
      .where(eq(queues.projectId, projectId));
    if (live?.generation !== generation) return false;
    await tx.delete(classCandidates).where(eq(classCandidates.projectId, projectId));
    if (stored.modelVersionId !== null && stored.candidates.rows.length > 0) {
      await tx.execute(insertion(stored, stored.modelVersionId));
    }
    return true;
  });
}

/** One statement for all rows; ranks are 0-based within a class. */
const insertion = (
  { projectId, generation, labelClassIds, candidates }: CandidatesToStore,
  modelVersionId: string,
) => sql`
  insert into class_candidates (project_id, label_class_id, rank, sample_id, probability, model_version_id, generation)
  select ${projectId}::uuid, (${sql.param(labelClassIds)}::uuid[])[found.class_index + 1],
    row_number() over (partition by found.class_index order by found.place) - 1,
    s.id, found.probability, ${modelVersionId}::uuid, ${generation}::int
  from unnest(${sql.param(Array.from(candidates.classes))}::int[], ${sql.param(Array.from(candidates.rows))}::int[],
      ${sql.param(Array.from(candidates.probabilities))}::real[])
    with ordinality as found(class_index, row, probability, place)
  join samples s on s.project_id = ${projectId} and s.row = found.row`;
