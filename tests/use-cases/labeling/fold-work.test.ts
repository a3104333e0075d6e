import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Db } from "@/db/client";
import { readLedgerWork } from "@/db/queries/ledger-work";
import { countLabelsSpent, readSpent } from "@/db/queries/spent";
import { countUndecided } from "@/db/queries/undecided";
import { users } from "@/db/schema/accounts";
import { annotations } from "@/db/schema/labeling";
import { newId } from "@/lib/ids";
import { foldWork } from "@/lib/labeling/fold-work";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();
const people = ["ann", "bob", "eve"];
await db.insert(users).values(people.map((id) => ({ id, name: id, email: `${id}@example.org` })));
const timeZone = "Asia/Kolkata";
const classNames = ["ham", "spam", "news"];
const texts = ["a", "b", "c", "d", "e", "f"];

/** The same sums, counted in full from the annotations and from what stands of them. */
async function countInFull(tx: Db, projectId: string) {
  const rowsOf = async (query: ReturnType<typeof sql>) => (await tx.execute(query)).rows;
  const given = sql`(
    select a.*, source = 'oracle' as is_oracle, action = 'label' as is_label, round(seconds * 10)::int as tenths,
      round(coalesce(seconds, 0) * 1000)::bigint as ms, case when action = 'label' then label_class_id end as class_id
    from annotations a where project_id = ${projectId} and source <> 'imported') given`;
  const standing = sql`(
    select c.*, source = 'oracle' as is_oracle, action = 'label' as is_label, round(seconds * 10)::int as tenths,
      round(coalesce(seconds, 0) * 1000)::bigint as ms
    from current_annotations c where project_id = ${projectId} and source <> 'imported') standing`;
  const day = sql`(created_at at time zone ${timeZone})::date`;
  return {
    people: await rowsOf(sql`
      select given.*, coalesce(standing, 0) as standing, coalesce(standing_ms, 0)::float8 / 1000 as standing_seconds
      from (select annotator_id, is_oracle, is_label, tenths, count(*)::int as acts, sum(ms)::float8 / 1000 as seconds,
          min(sequence)::float8 as began
        from ${given} group by 1, 2, 3, 4) given
      left join (select annotator_id, is_oracle, is_label, tenths, count(*)::int as standing, sum(ms) as standing_ms
        from ${standing} group by 1, 2, 3, 4) standing
      on (given.annotator_id, given.is_oracle, given.is_label)
          = (standing.annotator_id, standing.is_oracle, standing.is_label)
        and given.tenths is not distinct from standing.tenths`),
    slots: await rowsOf(sql`
      select slot, is_label, tenths, count(*)::int as acts, sum(ms)::float8 / 1000 as seconds
      from ${given} group by 1, 2, 3`),
    classes: await rowsOf(sql`
      select class_id as label_class_id, label_class_ids, is_label, tenths, count(*)::int as acts,
        sum(ms)::float8 / 1000 as seconds
      from ${given} group by 1, 2, 3, 4`),
    days: await rowsOf(sql`
      select day::text, coalesce(labels, 0) as labels, seconds
      from (select ${day} as day, sum(ms)::float8 / 1000 as seconds from ${given} group by 1) given
      left join (select ${day} as day, count(*)::int as labels from ${standing} where is_label group by 1) standing
        using (day)`),
    labels: await rowsOf(sql`
      select slot, label_class_id, label_class_ids, count(*)::int as labels
      from labels where project_id = ${projectId} group by 1, 2, 3`),
    repeated: await rowsOf(sql`
      select coalesce(sum(ms), 0)::float8 / 1000 as seconds from ${given}
      where given.action = 'label' and not exists (select from annotations u where u.undoes = given.id)
        and exists (
          select from ${standing} where standing.sample_id = given.sample_id
            and standing.annotator_id = given.annotator_id and standing.screen = 'review' and standing.is_label
            and standing.sequence > given.sequence
            and coalesce(standing.label_class_ids, array[standing.label_class_id])
              = coalesce(given.label_class_ids, array[given.label_class_id]))`),
  };
}

type Sums = Record<string, readonly Record<string, unknown>[]>;

/** In whatever order; sums that came to nothing are none. */
function sorted(sums: Sums) {
  const text = (row: Record<string, unknown>) => JSON.stringify(row, Object.keys(row).sort());
  return Object.fromEntries(
    Object.entries(sums).map(([name, rows]) => [
      name,
      rows
        .filter(({ acts }) => acts !== 0)
        .map(text)
        .sort(),
    ]),
  );
}

async function expectExact(projectId: string) {
  await db.transaction(
    async (tx) => {
      const work = await readLedgerWork(tx, projectId, timeZone);
      expect(sorted(work as unknown as Sums)).toEqual(sorted(await countInFull(tx, projectId)));
    },
    { isolationLevel: "repeatable read" },
  );
}

type Row = typeof annotations.$inferInsert;

const seconds = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 99_999 }).map((ms) => Math.fround(ms / 1000)),
);
const answer = fc.constantFrom("label", "label", "label", "set", "empty", "skip", "flag", "accept", "reject");

/** One answer; what cannot be, as a set where a sample has one class, does no harm here. */
const act = fc.record({
  row: fc.nat(texts.length - 1),
  who: fc.nat(people.length - 1),
  classes: fc.tuple(fc.nat(2), fc.nat(2)),
  answer,
  source: fc.constantFrom("annotator" as const, "annotator" as const, "oracle" as const, "imported" as const),
  slot: fc.constantFrom("query" as const, "explore" as const, "holdout" as const),
  screen: fc.constantFrom("single" as const, "single" as const, "review" as const),
  seconds,
  minute: fc.nat(3 * 24 * 60),
});
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

function rowOf({ projectId, sampleIds, labelClassIds }: ArrangedProject, given: Act): Row {
  const [first, second] = given.classes.map((index) => labelClassIds[index]!) as [string, string];
  const isSet = given.answer === "set" || given.answer === "empty";
  return {
    id: newId(),
    projectId,
    sampleId: sampleIds[given.row]!,
    annotatorId: people[given.who]!,
    action: isSet ? "label" : (given.answer as Row["action"]),
    labelClassId: ["label", "accept", "reject"].includes(given.answer) ? first : null,
    labelClassIds: isSet ? (given.answer === "empty" ? [] : [...new Set([first, second])].sort()) : null,
    seconds: given.source === "imported" ? null : given.seconds,
    source: given.source,
    slot: given.source === "imported" ? "imported" : given.slot,
    screen: given.screen,
    strategy: "margin",
    score: 0,
    propensity: 1,
    generation: 1,
    createdAt: new Date(Date.UTC(2026, 2, 1, 0, given.minute)),
  };
}

const undoOf = (row: Row): Row => ({
  ...row,
  id: newId(),
  action: "undo",
  labelClassId: null,
  labelClassIds: null,
  undoes: row.id,
});

interface History {
  readonly project: ArrangedProject;
  /** What may be undone yet. */
  readonly open: Row[];
}

type Step = (history: History) => Promise<void>;

const rolledBack = new Error("rolled back");

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(act, { minLength: 1, maxLength: 4 }).map(
      (acts): Step =>
        async ({ project, open }) => {
          const rows = acts.map((given) => rowOf(project, given));
          await db.insert(annotations).values(rows);
          open.push(...rows);
        },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.nat().map(
      (which): Step =>
        async ({ open }) => {
          const [undone] = open.splice(which % Math.max(1, open.length), 1);
          if (undone) await db.insert(annotations).values(undoOf(undone));
        },
    ),
  },
  {
    weight: 1,
    arbitrary: act.map(
      (given): Step =>
        async ({ project }) => {
          const attempt = db.transaction(async (tx) => {
            await tx.insert(annotations).values(rowOf(project, given));
            throw rolledBack;
          });
          await expect(attempt).rejects.toBe(rolledBack);
        },
    ),
  },
  { weight: 2, arbitrary: fc.constant<Step>(() => foldWork(db)) },
);

test("after any history of labels, sets, corrections, undos, imports and known answers the sums are those of a full count", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const history = { project: await arrangeProject(db, texts, { classNames }), open: [] };
      const { projectId } = history.project;
      for (const run of steps) await run(history);
      await expectExact(projectId);
      await foldWork(db);
      await expectExact(projectId);
      const [counted] = (
        await db.execute<{ labeled: number; spent: number }>(sql`
          select count(*)::int as labeled, count(*) filter (where slot <> 'imported')::int as spent
          from labels where project_id = ${projectId}`)
      ).rows;
      expect(await countLabelsSpent(db, projectId)).toBe(counted!.spent);
      expect(await readSpent(db, projectId)).toMatchObject({ labeled: counted!.labeled });
    }),
    { numRuns: 60 },
  );
});

test("changes are folded once, and then are no more", async () => {
  const project = await arrangeProject(db, texts, { classNames });
  const given: Act = {
    ...{ row: 0, who: 0, classes: [0, 0], answer: "label", source: "annotator", slot: "query" },
    ...{ screen: "single", seconds: 2, minute: 0 },
  };
  await db.insert(annotations).values(rowOf(project, given));
  await db.transaction(async (folding) => {
    await foldWork(folding);
    // Neither waits for the first nor folds the same again.
    await foldWork(db);
  });
  expect((await db.execute(sql`select from work_changes`)).rowCount).toBe(0);
  await expectExact(project.projectId);
  expect(await countUndecided(db, project.projectId)).toMatchObject({ samples: 6, undecided: 5 });
});

test("an annotation whose transaction is open while later ones are folded counts from its end on", async () => {
  const project = await arrangeProject(db, texts, { classNames });
  const { projectId } = project;
  const label = (row: number) =>
    rowOf(project, {
      ...{ row, who: 0, classes: [row % 3, 0], answer: "label", source: "annotator", slot: "query" },
      ...{ screen: "single", seconds: 2, minute: 0 },
    });
  await db.transaction(async (slow) => {
    await slow.insert(annotations).values(label(0));
    await db.insert(annotations).values([label(1), label(2)]);
    await foldWork(db);
    expect(await countLabelsSpent(db, projectId)).toBe(2);
    await expectExact(projectId);
  });
  expect(await countLabelsSpent(db, projectId)).toBe(3);
  await expectExact(projectId);
  await foldWork(db);
  expect(await countLabelsSpent(db, projectId)).toBe(3);
  await expectExact(projectId);
});

test("the sums are exact at every instant while people answer about the same samples and changes are folded", async () => {
  const project = await arrangeProject(db, texts, { classNames });
  const acts = fc.sample(act, { numRuns: 120, seed: 7 });
  let isOver = false;
  const annotate = async (own: readonly Act[]) => {
    for (const [i, given] of own.entries()) {
      const row = rowOf(project, given);
      await db.insert(annotations).values(row);
      if (i % 4 === 0) await db.insert(annotations).values(undoOf(row));
    }
  };
  const reading = (async () => {
    while (!isOver) await expectExact(project.projectId);
  })();
  const folding = (async () => {
    while (!isOver) await foldWork(db);
  })();
  await Promise.all([0, 1, 2, 3].map((who) => annotate(acts.slice(who * 30, who * 30 + 30)))).finally(() => {
    isOver = true;
  });
  await Promise.all([reading, folding]);
  await expectExact(project.projectId);
});
