import type { CorrectedAct, OpposedSample } from "@/db/queries/label-changes";
import type { ChangeCounts } from "../contracts/trends";

/** A label of an annotator that did not last. */
export interface LabelChange {
  readonly kind: keyof ChangeCounts;
  /** Ids of classes, in order. */
  readonly from: readonly string[];
  /** What stands instead; null: no label. */
  readonly to: readonly string[] | null;
  /** In seconds since 1970. */
  readonly at: number;
}

const keyOf = (classIds: readonly string[]): string => classIds.join();

/**
 * What people changed of their own. `acts`: those of each person on each sample follow each other, in order.
 *
 * What a person says is their newest label, skip or flag that no undo took back. From one label to the next one that is
 * another is one change, whatever lay between; where no label follows, the last one was taken back.
 */
export function changesOfActs(acts: readonly CorrectedAct[]): LabelChange[] {
  const changes: LabelChange[] = [];
  for (let from = 0; from < acts.length; ) {
    let to = from + 1;
    while (to < acts.length && isOfSame(acts[from]!, acts[to]!)) to++;
    changes.push(...changesOfOne(acts.slice(from, to)));
    from = to;
  }
  return changes;
}

function isOfSame(one: CorrectedAct, other: CorrectedAct): boolean {
  return one.sample_id === other.sample_id && one.annotator_id === other.annotator_id;
}

function changesOfOne(acts: readonly CorrectedAct[]): LabelChange[] {
  const changes: LabelChange[] = [];
  const said: CorrectedAct[] = [];
  let label: readonly string[] | null = null;
  let takenBackAt: number | null = null;
  for (const act of acts) {
    if (act.action !== "undo") said.push(act);
    else {
      const undone = said.findIndex(({ id }) => id === act.undoes);
      if (undone >= 0) said.splice(undone, 1);
    }
    const now: readonly string[] | null = said.at(-1)?.class_ids ?? null;
    if (now === null) takenBackAt ??= act.at;
    else {
      if (label !== null && keyOf(label) !== keyOf(now)) {
        changes.push({ kind: "changed", from: label, to: now, at: act.at });
      }
      [label, takenBackAt] = [now, null];
    }
  }
  if (label !== null && takenBackAt !== null) {
    changes.push({ kind: "takenBack", from: label, to: null, at: takenBackAt });
  }
  return changes;
}

/** Labels that stand, but that a lead, or more than half of all who labeled the sample, overruled. */
export function overruledLabels(samples: readonly OpposedSample[]): LabelChange[] {
  return samples.flatMap(({ answers, settled, at }) => {
    const valid = settled ?? majorityOf(answers);
    if (valid === null) return [];
    return answers
      .filter((answer) => keyOf(answer) !== keyOf(valid))
      .map((from) => ({ kind: "overruled" as const, from, to: valid, at }));
  });
}

function majorityOf(answers: OpposedSample["answers"]): readonly string[] | null {
  const votesOf = (answer: readonly string[]) =>
    answers.filter((other) => keyOf(other) === keyOf(answer)).length;
  return answers.find((answer) => 2 * votesOf(answer) > answers.length) ?? null;
}
