import type { Db } from "@/db/client";
import { annotations } from "@/db/schema/labeling";
import { newId } from "@/lib/ids";
import type { ArrangedProject } from "../../setup/arrange-project";

export type Act = Partial<Omit<typeof annotations.$inferInsert, "sampleId" | "labelClassIds">> & {
  readonly row: number;
  /** Of the label, or of the labels of a set. */
  readonly classes?: number | readonly number[];
  /** `10:15`, on the first of March 2026 in UTC. */
  readonly at?: string;
};

/** Stores what somebody did, a label of the project's owner unless it says otherwise; returns its id. */
export async function act(
  db: Db,
  project: ArrangedProject,
  { row, classes, at = "10:00", ...values }: Act,
): Promise<string> {
  const id = newId();
  const idOf = (index: number) => project.labelClassIds[index]!;
  await db.insert(annotations).values({
    id,
    projectId: project.projectId,
    sampleId: project.sampleIds[row]!,
    annotatorId: project.userId,
    action: "label",
    labelClassId: typeof classes === "number" ? idOf(classes) : null,
    labelClassIds: typeof classes === "object" ? classes.map(idOf) : null,
    source: "annotator",
    // As the screens send it: who corrects, or settles as a lead, is not timed.
    seconds: values.screen === "history" || values.screen === "review" ? 0 : 2,
    slot: "query",
    strategy: "margin",
    score: 0,
    propensity: 1,
    generation: 1,
    createdAt: new Date(`2026-03-01T${at}:00Z`),
    ...values,
  });
  return id;
}
