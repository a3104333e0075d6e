import type { CorrectedAct, OpposedSample, SaidAnswer } from "@/db/queries/label-changes";
import type { ChangeCounts } from "../contracts/trends";
import { answerKey, majorityOf } from "./majority";

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
      if (label !== null && answerKey(label) !== answerKey(now)) {
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

/**
 * Labels that stand, but that a lead, or more than half of all who labeled the sample, overruled: when the lead spoke or the
 * majority came about, or when they were given, if that was later.
 */
export function overruledLabels(samples: readonly OpposedSample[]): LabelChange[] {
  return samples.flatMap(({ answers, word }) => {
    const valid = word ?? majorityOfAnswers(answers);
    if (valid === null) return [];
    const validKey = answerKey(valid.class_ids);
    return answers
      .filter(({ class_ids }) => answerKey(class_ids) !== validKey)
      .map(({ class_ids: from, at }) => {
        return { kind: "overruled" as const, from, to: valid.class_ids, at: Math.max(at, valid.at) };
      });
  });
}

/** What more than half of all say, and since when they do; null when there is no such answer. `answers`: in order. */
function majorityOfAnswers(answers: OpposedSample["answers"]): SaidAnswer | null {
  const keys = answers.map(({ class_ids }) => answerKey(class_ids));
  const valid = majorityOf(keys);
  if (valid === null) return null;
  let since = answers.length - 1;
  while (since > 0 && majorityOf(keys.slice(0, since)) === valid) since--;
  return { class_ids: answers[keys.indexOf(valid)]!.class_ids, at: answers[since]!.at };
}
