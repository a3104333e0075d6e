import { expect, test } from "vitest";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { readAgreement } from "@/lib/measuring/read-agreement";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, record } from "../labeling/arrange";

const { db } = await createTestDatabase();

type Screen = NonNullable<Extract<AnnotationRequest, { action: "label" }>["screen"]>;

interface Cast {
  readonly project: ArrangedBench;
  readonly lead: string;
  readonly second: string;
}

/** The project's annotator, who begins; a second one; and a lead. */
async function arrangeCast(samples: number, task: "single" | "multi" = "single"): Promise<Cast> {
  const project = await arrangeBench(db, { samples, queued: 0, project: { task } });
  const [lead, second] = [
    await arrangeMember(db, project.projectId, "lead"),
    await arrangeMember(db, project.projectId, "annotator"),
  ];
  return { project, lead, second };
}

function say(project: ArrangedBench, row: number, places: number | number[], as: string, screen?: Screen) {
  const facts = { sampleId: project.sampleIds[row]!, seconds: 1, ...(screen && { screen }) };
  const idsOf = (of: number[]) => of.map((place) => project.classIds[place]!);
  return record(
    db,
    project,
    typeof places === "number"
      ? { action: "label", labelClassId: project.classIds[places]!, ...facts }
      : { action: "label-set", labelClassIds: idsOf(places), ...facts },
    { as },
  );
}

/** Makes rows gold: the lead labels them, and says so again. */
async function makeGold({ project, lead }: Cast, rows: readonly number[], place = 0): Promise<string[]> {
  const words: string[] = [];
  for (const row of rows) {
    await say(project, row, place, lead);
    words.push((await say(project, row, place, lead, "review")).id);
  }
  return words;
}

const agreementOf = async ({ project }: Cast) => (await readAgreement(db, project.projectId))!;

/** Answers to gold and right ones, of the people in the order in which they began. */
async function goldOf(cast: Cast): Promise<[number, number][]> {
  const { people } = await agreementOf(cast);
  return people.map(({ gold }) => [gold.answers, gold.right]);
}

test("answers that a lead's word is compared with are counted by person, with their interval and in all", async () => {
  const cast = await arrangeCast(10);
  const { project, second } = cast;
  await makeGold(cast, [0, 1, 2, 3, 4, 5, 6, 7]);
  for (let row = 0; row < 8; row++) await say(project, row, row < 7 ? 0 : 1, project.annotatorId);
  for (let row = 0; row < 4; row++) await say(project, row, row < 1 ? 0 : 2, second);
  await say(project, 9, 0, second);
  const agreement = await agreementOf(cast);
  expect(agreement.gold).toEqual({ samples: 8, answers: 12, right: 8 });
  expect(agreement.people.map(({ number, gold }) => ({ number, gold }))).toEqual([
    { number: 1, gold: { answers: 0, right: 0, low: 0, high: 1 } },
    { number: 2, gold: { answers: 8, right: 7, ...wilsonInterval(7, 8) } },
    { number: 3, gold: { answers: 4, right: 1, ...wilsonInterval(1, 4) } },
  ]);
});

test("the first answer that stands is what counts: a correction is none, what was taken back was none", async () => {
  const cast = await arrangeCast(3);
  const { project } = cast;
  const { annotatorId } = project;
  await makeGold(cast, [0, 1, 2]);
  await say(project, 0, 1, annotatorId);
  await say(project, 0, 0, annotatorId, "history");
  await say(project, 0, 0, annotatorId);
  expect(await goldOf(cast)).toEqual([
    [0, 0],
    [1, 0],
  ]);
  const { id } = await say(project, 1, 1, annotatorId);
  expect(await goldOf(cast)).toEqual([
    [0, 0],
    [2, 0],
  ]);
  await record(db, project, { action: "undo", undoes: id });
  expect(await goldOf(cast)).toEqual([
    [0, 0],
    [1, 0],
  ]);
  await say(project, 1, 0, annotatorId);
  await record(db, project, { action: "skip", sampleId: project.sampleIds[2]!, seconds: 1 });
  expect(await goldOf(cast)).toEqual([
    [0, 0],
    [2, 1],
  ]);
});

test("an answer is compared with the newest word, and with none that was taken back or was given before it", async () => {
  const cast = await arrangeCast(2);
  const { project, lead, second } = cast;
  const { annotatorId } = project;
  await say(project, 0, 0, annotatorId);
  await say(project, 0, 1, annotatorId, "history");
  const [word] = await makeGold(cast, [0]);
  // What was said before the word was of no gold, and what corrects it now is no answer to gold either.
  await say(project, 0, 0, annotatorId, "history");
  expect(await goldOf(cast)).toEqual([
    [0, 0],
    [0, 0],
  ]);
  await say(project, 0, 1, second);
  expect((await goldOf(cast)).at(-1)).toEqual([1, 0]);
  const changed = await say(project, 0, 1, lead, "review");
  expect((await goldOf(cast)).at(-1)).toEqual([1, 1]);
  await record(db, project, { action: "undo", undoes: changed.id }, { as: lead });
  expect((await goldOf(cast)).at(-1)).toEqual([1, 0]);
  await record(db, project, { action: "undo", undoes: word! }, { as: lead });
  const { gold } = await agreementOf(cast);
  expect(gold).toEqual({ samples: 0, answers: 0, right: 0 });
});

test("no answer of somebody whose own word the sample has counts, and another lead's do", async () => {
  const cast = await arrangeCast(2);
  const { project } = cast;
  await makeGold(cast, [0]);
  const other = await arrangeMember(db, project.projectId, "lead");
  await say(project, 0, 0, other);
  await say(project, 0, 1, other, "review");
  // Both said such a word: neither is measured by the other's.
  expect((await agreementOf(cast)).gold).toEqual({ samples: 1, answers: 0, right: 0 });
  await makeGold(cast, [1]);
  await say(project, 1, 0, other);
  expect((await agreementOf(cast)).gold).toEqual({ samples: 2, answers: 1, right: 1 });
});

test("of sets the whole one is right, in whatever order it was said", async () => {
  const cast = await arrangeCast(3, "multi");
  const { project, lead, second } = cast;
  for (let row = 0; row < 3; row++) {
    await say(project, row, row === 2 ? [] : [0, 1], lead);
    await say(project, row, row === 2 ? [] : [0, 1], lead, "review");
  }
  await say(project, 0, [1, 0], second);
  await say(project, 1, [0], second);
  await say(project, 2, [], second);
  expect((await agreementOf(cast)).gold).toEqual({ samples: 3, answers: 3, right: 2 });
});

test("agreement is measured on what was said before a lead's word, and gold reopens no disagreement", async () => {
  const cast = await arrangeCast(4);
  const { project, lead, second } = cast;
  await say(project, 0, 0, project.annotatorId);
  await say(project, 0, 1, second);
  await say(project, 1, 0, project.annotatorId);
  await say(project, 1, 0, second);
  const before = await agreementOf(cast);
  expect([before.open, before.overall.samples]).toEqual([1, 2]);
  await say(project, 0, 1, lead, "review");
  await makeGold(cast, [2]);
  for (let i = 0; i < 3; i++) {
    const other = await arrangeMember(db, project.projectId, "annotator");
    await say(project, 0, i, other);
    await say(project, 2, i, other);
  }
  await say(project, 0, 1, project.annotatorId, "history");
  const after = await agreementOf(cast);
  expect(after.overall).toEqual(before.overall);
  expect([after.open, after.disagreements]).toEqual([0, []]);
  expect(after.people.slice(0, 2)).toMatchObject([
    { settled: 2, upheld: 1 },
    { settled: 2, upheld: 2 },
  ]);
  expect(after.gold).toEqual({ samples: 2, answers: 6, right: 2 });
});

test("who only settled is not among the people, and the others keep their numbers", async () => {
  const cast = await arrangeCast(1);
  const { project, lead, second } = cast;
  const other = await arrangeMember(db, project.projectId, "annotator");
  await record(db, project, { action: "skip", sampleId: project.sampleIds[0]!, seconds: 1 }, { as: other });
  await say(project, 0, 0, project.annotatorId);
  await say(project, 0, 0, lead, "review");
  await say(project, 0, 0, second);
  expect((await agreementOf(cast)).people.map(({ number }) => number)).toEqual([2, 4]);
});
