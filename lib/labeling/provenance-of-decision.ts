import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { leases, queues } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { isHoldout } from "../learning/evaluation/holdout";
import type { Provenance } from "./provenance";

interface Decision {
  readonly projectId: string;
  readonly annotatorId: string;
  readonly sampleId: number;
  /** The sample's row in the pool. */
  readonly row: number;
}

/**
 * Why the annotator had the sample. Their lease says so, even one that has run out, and ends here. Without one
 * (it ran out and somebody else took the sample, or it was given back) the decision is kept as `unleased`:
 * nobody can say any more how likely the sample was to be chosen. A holdout row stays in the holdout.
 */
export async function provenanceOfDecision(db: Db, decision: Decision): Promise<Provenance> {
  const [lease] = await db
    .delete(leases)
    .where(and(eq(leases.sampleId, decision.sampleId), eq(leases.annotatorId, decision.annotatorId)))
    .returning({
      slot: leases.slot,
      strategy: leases.strategy,
      score: leases.score,
      propensity: leases.propensity,
      modelVersionId: leases.modelVersionId,
      generation: leases.generation,
    });
  return lease ?? unleased(db, decision);
}

async function unleased(db: Db, { projectId, row }: Decision): Promise<Provenance> {
  const [found] = await db
    .select({ seed: projects.seed, share: projects.holdoutShare, generation: queues.generation })
    .from(projects)
    .leftJoin(queues, eq(queues.projectId, projects.id))
    .where(eq(projects.id, projectId));
  const { seed, share, generation } = found!;
  return {
    slot: isHoldout(seed, row, share) ? "holdout" : "query",
    strategy: "unleased",
    score: 0,
    propensity: 1,
    modelVersionId: null,
    generation: generation ?? 0,
  };
}
