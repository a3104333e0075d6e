import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { annotations, leases } from "@/db/schema/labeling";
import { labelClasses, projects } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { checkPartialLabels } from "@/lib/learning/check-partial-labels";
import { checkRoundInput } from "@/lib/learning/check-round-input";
import { matrix } from "@/lib/learning/matrix";
import { rarestClasses } from "@/lib/learning/rarest-classes";
import { type ProjectLabels, readLabels } from "@/lib/rounds/read-labels";
import { readPartialLabels } from "@/lib/rounds/read-partial-labels";
import { readPool } from "@/lib/rounds/read-pool";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeMember } from "../labeling/arrange";

const { db } = await createTestDatabase();
const [rowCount, annotatorCount] = [14, 3];
const texts = Array.from({ length: rowCount }, (_, row) => `text ${row}`);
const provenance = { strategy: "random", score: 0, propensity: 1, generation: 1 };

const act = fc.record({
  kind: fc.constantFrom("label", "label", "label", "skip", "flag", "accept", "reject", "undo", "lease"),
  row: fc.nat(rowCount - 1),
  who: fc.nat(annotatorCount - 1),
  classIndex: fc.nat(2),
  slot: fc.constantFrom("query", "explore", "holdout", "imported"),
  isOver: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** Writes what was done as the use cases leave it behind; samples, people and slots in any combination. */
async function perform(
  project: ArrangedProject,
  people: readonly string[],
  acts: readonly Act[],
  isMulti: boolean,
) {
  const decisions: string[] = [];
  for (const { kind, row, who, classIndex, slot, isOver } of acts) {
    const [sampleId, annotatorId] = [project.sampleIds[row]!, people[who]!];
    const about = { projectId: project.projectId, sampleId, annotatorId, ...provenance };
    if (kind === "lease") {
      const at = Date.now() + (isOver ? -60_000 : 60_000);
      const values = { ...about, slot: slot === "imported" ? "query" : slot, expiresAt: new Date(at) };
      await db
        .insert(leases)
        .values({ ...values, leasedAt: new Date() })
        .onConflictDoNothing();
      continue;
    }
    const undoes = kind === "undo" ? decisions.splice(classIndex, 1)[0] : null;
    if (undoes === undefined) continue;
    const id = newId();
    if (kind !== "undo") decisions.push(id);
    const labelClass = project.labelClassIds[classIndex]!;
    const isSet = kind === "label" && isMulti && slot !== "imported";
    const labelClassIds = isSet ? [...new Set([labelClass, project.labelClassIds[row % 3]!])] : null;
    const isPartial = kind === "accept" || kind === "reject";
    const labelClassId = (kind === "label" && !isSet) || isPartial ? labelClass : null;
    const answer = { labelClassId, labelClassIds };
    const source = slot === "imported" ? "imported" : "annotator";
    await db
      .insert(annotations)
      .values({ ...about, id, action: kind, ...answer, undoes, source, slot, seconds: 1 });
  }
}

function oneClassEach(
  { trainingLabels, holdoutLabels }: NonNullable<ProjectLabels["sets"]>,
  classCount: number,
) {
  return {
    trainingLabels: rarestClasses(trainingLabels, classCount),
    holdoutLabels: rarestClasses(holdoutLabels, classCount),
  };
}

test("whatever annotators did, a round is told of each row once: trained on, measured on, or open", async () => {
  const histories = fc.array(act, { minLength: 5, maxLength: 40 });
  const property = fc.asyncProperty(
    histories,
    fc.boolean(),
    fc.boolean(),
    async (acts, isArchived, isMulti) => {
      const project = await arrangeProject(db, texts, { classNames: ["a", "b", "c"] });
      const task = isMulti ? "multi" : "single";
      await db.update(projects).set({ task }).where(eq(projects.id, project.projectId));
      const others = [await arrangeMember(db, project.projectId, "annotator")];
      others.push(await arrangeMember(db, project.projectId, "annotator"));
      await perform(project, [project.userId, ...others], acts, isMulti);
      if (isArchived) {
        const archivedAt = new Date();
        await db
          .update(labelClasses)
          .set({ archivedAt })
          .where(eq(labelClasses.id, project.labelClassIds[2]!));
      }
      const read = await readLabels(db, project.projectId, rowCount);
      const labels = read.sets ? oneClassEach(read.sets, read.labelClassIds.length) : read;
      const held = {
        id: project.projectId,
        seed: 1,
        holdoutShare: 0.4,
        holdoutSampling: "uniform" as const,
        activeTestingRows: null,
      };
      const open = await readPool(db, held, rowCount, labels);
      const partialLabels = await readPartialLabels(db, held, rowCount, read.labelClassIds);
      const input = {
        pool: { embeddings: matrix(rowCount, 1), sparse: null, graph: null },
        // Of sets, one stands for having no class.
        classCount: read.labelClassIds.length + (isMulti ? 1 : 0),
        ...labels,
        ...open,
        holdoutSampling: "uniform" as const,
        learner: "auto",
        strategy: "auto",
        previous: null,
        pinned: null,
        queueLength: 5,
        exploreShare: 0.1,
        holdoutShare: 0.4,
        served: { query: 0, explore: 0, holdout: 0 },
        guesses: { plantedShare: 0, rejected: partialLabels.filter(({ has }) => !has) },
        seed: 1,
      };
      checkRoundInput(input);
      const { classCount } = input;
      if (read.sets)
        checkPartialLabels({ ...input, ...read.sets, classCount: classCount - 1, partialLabels });
      const labeled = new Set([...labels.trainingLabels, ...labels.holdoutLabels].map(({ row }) => row));
      expect(open.candidates.length + open.holdoutReserve.length + labeled.size).toBeLessThanOrEqual(
        rowCount,
      );
    },
  );
  await fc.assert(property, { numRuns: 40 });
}, 60_000);
