import { desc, eq, sql } from "drizzle-orm";
import type { RoundSummary } from "@/lib/contracts/queue";
import type { Db } from "../client";
import { modelVersions, rounds } from "../schema/rounds";

/** Rounds of a project, newest first. */
export async function listRounds(db: Db, projectId: string, limit: number): Promise<RoundSummary[]> {
  const found = await db
    .select({
      round: rounds,
      seconds: sql<number | null>`extract(epoch from ${rounds.finishedAt} - ${rounds.startedAt})::float8`,
      freshness: sql<number | null>`case when ${rounds.state} = 'published' then
        extract(epoch from ${rounds.finishedAt} - ${rounds.causedAt})::float8 end`,
      model: {
        number: modelVersions.number,
        learner: modelVersions.learner,
        strategy: modelVersions.strategy,
        trainingLabels: modelVersions.trainingLabels,
        chosen: modelVersions.chosen,
      },
    })
    .from(rounds)
    .leftJoin(modelVersions, eq(modelVersions.roundId, rounds.id))
    .where(eq(rounds.projectId, projectId))
    .orderBy(desc(rounds.number))
    .limit(limit);
  return found.map(({ round, seconds, freshness, model }) => ({
    number: round.number,
    state: round.state,
    cause: round.cause,
    startedAt: round.startedAt.toISOString(),
    seconds,
    freshnessSeconds: freshness,
    stages: round.stages ?? {},
    generation: round.generation,
    model,
    error: round.error,
  }));
}
