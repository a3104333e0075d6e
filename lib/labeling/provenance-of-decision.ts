import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { stands } from "@/db/queries/pool-rows";
import { annotations, queues } from "@/db/schema/labeling";
import type { AnnotationInput, Screen } from "../contracts/labeling";
import { ForbiddenError } from "../errors";
import { isHoldout } from "../learning/evaluation/holdout";
import type { OpenedDecision } from "./open-decision";
import { noSuggestion, type Provenance, provenanceOf, UNLEASED } from "./provenance";

interface Decision {
  readonly projectId: string;
  readonly annotatorId: string;
  readonly sampleId: number;
  readonly action: AnnotationInput["action"];
  readonly screen: Screen;
  readonly opened: OpenedDecision;
}

/**
 * Why the annotator had the sample. Their lease says so, even one that has run out. Without one, their own earlier answer does, as when they correct it from the history. Without either (the lease ran out and
 * somebody else took the sample, or it was given back) the decision is kept as `unleased`: nobody can say any
 * more how likely the sample was to be chosen. A holdout row stays in the holdout.
 *
 * A lead who says in a review what a sample is has it for the reason for which it was labeled, without a suggestion.
 *
 * Grid and search choose by what the model or a person looks for: what is decided there says so, whatever else the
 * sample was leased for, and rows of the holdout are refused. So are a yes and a no about one class there.
 */
export async function provenanceOfDecision(db: Db, decision: Decision): Promise<Provenance> {
  const { screen, opened } = decision;
  const { lease } = opened;
  const isChosen = screen === "grid" || screen === "find";
  const isReserved =
    isHoldout(opened.seed, opened.row, opened.holdoutShare) && !(await cameWithLabel(db, decision));
  if (isReserved && (isChosen || (await saysTooLittle(db, decision)))) throw heldOut();
  const reviewed = screen === "review" ? await readReviewed(db, decision) : undefined;
  if (reviewed) return reviewed;
  if (lease && (!isChosen || lease.strategy === screen)) return lease;
  const earlier = await readEarlierAnswer(db, decision);
  if (earlier) return earlier;
  if (isChosen) return chosenOn(db, screen, decision);
  const generation = await liveGeneration(db, decision.projectId);
  return { ...unknown, slot: isReserved ? "holdout" : "query", strategy: UNLEASED, generation };
}

/** Whether a label came with the sample's file: then it has left the holdout reserve. */
async function cameWithLabel(db: Db, { sampleId }: Decision): Promise<boolean> {
  const found = await db.execute(sql`
    select from annotations a where a.sample_id = ${sampleId} and a.source = 'imported' and ${stands}`);
  return found.rows.length > 0;
}

/**
 * Whether it is a yes or no of a question after which most samples would stay without a label: those that get one would
 * be of the classes that were asked about. With two classes both answers are labels.
 */
async function saysTooLittle(db: Db, { action, screen, projectId }: Decision): Promise<boolean> {
  if (action === "accept" || action === "reject") return true;
  if (screen !== "binary" || action === "skip" || action === "flag") return false;
  const found = await db.execute<{ has_two_answers: boolean }>(sql`
    select task = 'single' and 2 = (
      select count(*) from label_classes c
      where c.project_id = projects.id and c.archived_at is null) as has_two_answers
    from projects where id = ${projectId}`);
  return !found.rows[0]!.has_two_answers;
}

const unknown = { score: 0, propensity: 1, modelVersionId: null, ...noSuggestion } as const;

/** Of the newest answer that stands: a label, or off the bench also a skip or a flag that is now corrected. */
async function readEarlierAnswer(
  db: Db,
  { projectId, annotatorId, sampleId, screen }: Decision,
): Promise<Provenance | undefined> {
  const corrected = screen === "history" ? sql`('label', 'skip', 'flag')` : sql`('label')`;
  const [earlier] = await db
    .select()
    .from(annotations)
    .where(
      and(
        eq(annotations.projectId, projectId),
        eq(annotations.sampleId, sampleId),
        eq(annotations.annotatorId, annotatorId),
        sql`${annotations.action} in ${corrected}`,
        sql`${annotations.source} <> 'imported'`,
        sql`not exists (select from annotations u where u.undoes = ${annotations}.id)`,
      ),
    )
    .orderBy(sql`${annotations.sequence} desc`)
    .limit(1);
  return earlier && provenanceOf(earlier);
}

/** Of the label that the sample has, without a suggestion. */
async function readReviewed(db: Db, { sampleId }: Decision): Promise<Provenance | undefined> {
  const found = await db.execute<{ id: string }>(sql`
    select a.id from labels l
    join annotations a on a.project_id = l.project_id and a.sequence = l.sequence
    where l.sample_id = ${sampleId}`);
  const [label] = found.rows;
  if (!label) return undefined;
  const [answer] = await db.select().from(annotations).where(eq(annotations.id, label.id));
  return answer && { ...provenanceOf(answer), ...noSuggestion };
}

/** The model behind a grid is the one that believed most in the sample. */
async function chosenOn(db: Db, screen: "grid" | "find", decision: Decision): Promise<Provenance> {
  const { projectId, sampleId } = decision;
  const chosen = { ...unknown, slot: "query", strategy: screen } as const;
  if (screen === "grid") {
    const found = await db.execute<{ model_version_id: string; generation: number }>(sql`
      select model_version_id, generation from class_candidates
      where project_id = ${projectId} and sample_id = ${sampleId}
      order by probability desc limit 1`);
    const candidate = found.rows[0];
    if (candidate) {
      return { ...chosen, modelVersionId: candidate.model_version_id, generation: candidate.generation };
    }
  }
  return { ...chosen, generation: await liveGeneration(db, projectId) };
}

async function liveGeneration(db: Db, projectId: string): Promise<number> {
  const [live] = await db
    .select({ generation: queues.generation })
    .from(queues)
    .where(eq(queues.projectId, projectId));
  return live?.generation ?? 0;
}

function heldOut(): ForbiddenError {
  return new ForbiddenError({
    code: "held_out",
    what: "This sample is kept blind for measuring.",
    why: "Answers that the model, a search or a question about one class led to would make the measured accuracy look better than it is.",
    next: "Leave it out; it is asked for one by one. Nothing was stored.",
  });
}
