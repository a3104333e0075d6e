import type { Db } from "@/db/client";
import { readClassNames } from "@/db/queries/class-names";
import { readCorrectedActs, readOpposedSamples } from "@/db/queries/label-changes";
import { readProjectHead } from "@/db/queries/projects";
import { quarterSeconds, readWorkedQuarters } from "@/db/queries/worked-quarters";
import {
  type ChangeCounts,
  type Compared,
  changesListed,
  fewestCompared,
  type LabelChanges,
  type Step,
} from "../contracts/trends";
import { isRateTelling } from "../learning/evaluation/is-telling";
import { binQuarters } from "./bin-quarters";
import { changesOfActs, type LabelChange, overruledLabels } from "./changes-of-acts";

/** The newest so many corrections, and so many samples with several labels, are looked at. */
const mostLookedAt = 5_000;

interface ChangesRequest {
  readonly timeZone: string;
  readonly step?: Step | undefined;
}

/** Which labels did not last, over time and from class to class; null when there is no such project. */
export async function readLabelChanges(
  db: Db,
  projectId: string,
  { timeZone, step }: ChangesRequest,
): Promise<LabelChanges | null> {
  const [project, quarters, corrected, opposed, labelClasses] = await Promise.all([
    readProjectHead(db, projectId),
    readWorkedQuarters(db, projectId, timeZone),
    readCorrectedActs(db, projectId, mostLookedAt),
    readOpposedSamples(db, projectId, mostLookedAt),
    readClassNames(db, projectId),
  ]);
  if (!project) return null;
  const since = Math.max(corrected.since ?? 0, opposed.since ?? 0);
  // The first of them is counted in part.
  const counted = quarters.filter(
    ({ quarter, answers }) => answers > 0 && (quarter + 1) * quarterSeconds > since,
  );
  const changes = [...changesOfActs(corrected.acts), ...overruledLabels(opposed.samples)].filter(
    ({ at }) => at >= since,
  );
  const { step: chosen, bins } = binQuarters(counted, step);
  const changesIn = groupBy(changes, ({ at }) => Math.floor(at / quarterSeconds));
  const shown = bins.map((bin) => ({
    start: bin.start,
    labels: sum(bin.quarters.map(({ given }) => given)),
    ...countChanges(bin.quarters.flatMap(({ quarter }) => changesIn.get(quarter) ?? [])),
  }));
  const classIds = labelClasses.map(({ id }) => id);
  const pairs = project.task === "single" ? pairsOf(changes, classIds) : [];
  const classes = project.task === "multi" ? classesOf(changes, classIds) : [];
  return {
    task: project.task,
    step: chosen,
    bins: shown,
    share: compareNewest(shown),
    totals: { labels: sum(counted.map(({ given }) => given)), ...countChanges(changes) },
    since: since === 0 ? null : new Date(since * 1000).toISOString(),
    pairs: pairs.slice(0, changesListed),
    classes: classes.slice(0, changesListed),
    unlisted: Math.max(0, pairs.length + classes.length - changesListed),
    labelClasses: labelClasses.map(({ id, name, position }) => ({ id, name, position })),
  };
}

function countChanges(changes: readonly LabelChange[]): ChangeCounts {
  const count = (kind: LabelChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  return { changed: count("changed"), takenBack: count("takenBack"), overruled: count("overruled") };
}

function compareNewest(bins: LabelChanges["bins"]): Compared {
  const [newest, before] = bins
    .filter(({ labels }) => labels >= fewestCompared)
    .slice(-2)
    .toReversed()
    .map(({ labels, changed, takenBack, overruled }) => ({
      events: changed + takenBack + overruled,
      of: labels,
    }));
  if (!newest || !before) return null;
  return {
    newest: newest.events / newest.of,
    before: before.events / before.of,
    isTelling: isRateTelling(newest, before),
  };
}

/** `classIds`: in the order of their keys, in which equally many follow each other, no label first. */
function pairsOf(changes: readonly LabelChange[], classIds: readonly string[]): LabelChanges["pairs"] {
  const placeOf = (id: string | null) => (id === null ? -1 : classIds.indexOf(id));
  const alike = groupBy(changes, ({ from, to }) => `${from[0]} ${to?.[0]}`);
  return [...alike.values()]
    .map((same) => ({ from: same[0]!.from[0]!, to: same[0]!.to?.[0] ?? null, count: same.length }))
    .sort((a, b) => b.count - a.count || placeOf(a.from) - placeOf(b.from) || placeOf(a.to) - placeOf(b.to));
}

/** A set that was taken back was not changed: none of its classes is said to be wrong. */
function classesOf(changes: readonly LabelChange[], classIds: readonly string[]): LabelChanges["classes"] {
  const counts = new Map<string, { added: number; removed: number }>();
  const count = (ids: readonly string[], what: "added" | "removed") => {
    for (const id of ids) {
      const before = counts.get(id) ?? { added: 0, removed: 0 };
      counts.set(id, { ...before, [what]: before[what] + 1 });
    }
  };
  for (const { from, to } of changes) {
    if (to === null) continue;
    count(
      to.filter((id) => !from.includes(id)),
      "added",
    );
    count(
      from.filter((id) => !to.includes(id)),
      "removed",
    );
  }
  return [...counts]
    .map(([id, { added, removed }]) => ({ id, added, removed }))
    .sort(
      (a, b) =>
        b.added + b.removed - (a.added + a.removed) || classIds.indexOf(a.id) - classIds.indexOf(b.id),
    );
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
