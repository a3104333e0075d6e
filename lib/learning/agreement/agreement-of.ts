import type { BoundedEstimate } from "../evaluation/estimate";
import type { AnswerPattern } from "./chance-corrected";
import { cohenKappa } from "./cohen-kappa";
import { krippendorffAlpha } from "./krippendorff-alpha";

/** Samples that the same people gave the same answers to. */
export interface OpinionPattern {
  /** Places of the people, ascending; at least two. */
  readonly people: readonly number[];
  /** What each of them said: the places of classes, ascending; one, where a sample has one class. */
  readonly answers: readonly (readonly number[])[];
  readonly samples: number;
}

/** Of pairs of answers to one sample the share that is the same. */
export interface Alike {
  readonly samples: number;
  /** 0..1; 0 without samples. */
  readonly alike: number;
}

export interface AgreementOf {
  readonly overall: Alike & { readonly alpha: BoundedEstimate | null };
  /** For each person: with all others. */
  readonly people: readonly Alike[];
  /** Those who have samples in common, those with most first. */
  readonly pairs: readonly (Alike & {
    readonly people: readonly [number, number];
    readonly kappa: BoundedEstimate | null;
  })[];
  /** For each class: on how many samples somebody named it, on how many all did, and alpha of having it or not. */
  readonly classes: readonly {
    readonly samples: number;
    readonly unanimous: number;
    readonly alpha: BoundedEstimate | null;
  }[];
}

/**
 * How far people agree. A set of classes is one answer, the same or another one; of a class it is asked by itself whether
 * they agree that a sample has it.
 */
export function agreementOf(
  patterns: readonly OpinionPattern[],
  personCount: number,
  classCount: number,
): AgreementOf {
  const categories = new Map<string, number>();
  const coded = patterns.map(({ people, answers, samples }) => ({
    people,
    samples,
    answers: answers.map((classes) => codeOf(categories, classes.join())),
  }));
  return {
    overall: { ...alikeIn(coded, allPairs), alpha: krippendorffAlpha(coded, categories.size) },
    people: Array.from({ length: personCount }, (_, person) =>
      alikeIn(
        coded.filter(({ people }) => people.includes(person)),
        (pattern) => allPairs(pattern).filter((pair) => pair.some((i) => pattern.people[i] === person)),
      ),
    ),
    pairs: pairsOf(coded, categories.size),
    classes: Array.from({ length: classCount }, (_, classIndex) => ofClass(patterns, classIndex)),
  };
}

type Coded = AnswerPattern & Pick<OpinionPattern, "people">;
type Pair = readonly [number, number];

function codeOf(codes: Map<string, number>, key: string): number {
  const code = codes.get(key) ?? codes.size;
  codes.set(key, code);
  return code;
}

/** Places in the pattern of any two of its people. */
function allPairs({ people }: Coded): Pair[] {
  return people.flatMap((_, i) => people.slice(i + 1).map((_, j): Pair => [i, i + 1 + j]));
}

function alikeIn(patterns: readonly Coded[], pairsIn: (pattern: Coded) => readonly Pair[]): Alike {
  let [samples, alike] = [0, 0];
  for (const pattern of patterns) {
    const pairs = pairsIn(pattern);
    const same = pairs.filter(([i, j]) => pattern.answers[i] === pattern.answers[j]).length;
    samples += pattern.samples;
    alike += (pattern.samples * same) / pairs.length;
  }
  return { samples, alike: samples === 0 ? 0 : alike / samples };
}

function pairsOf(patterns: readonly Coded[], categories: number): AgreementOf["pairs"] {
  const tables = new Map<string, { people: Pair; patterns: Coded[] }>();
  for (const pattern of patterns) {
    for (const [i, j] of allPairs(pattern)) {
      const people: Pair = [pattern.people[i]!, pattern.people[j]!];
      const table = tables.get(people.join()) ?? { people, patterns: [] };
      const answers = [pattern.answers[i]!, pattern.answers[j]!];
      table.patterns.push({ people, answers, samples: pattern.samples });
      tables.set(people.join(), table);
    }
  }
  return [...tables.values()]
    .map(({ people, patterns: both }) => ({
      people,
      ...alikeIn(both, allPairs),
      kappa: cohenKappa(both, categories),
    }))
    .sort((a, b) => b.samples - a.samples || a.people[0] - b.people[0] || a.people[1] - b.people[1]);
}

function ofClass(patterns: readonly OpinionPattern[], classIndex: number): AgreementOf["classes"][number] {
  const asked = patterns.map(({ answers, samples }) => ({
    samples,
    answers: answers.map((classes) => (classes.includes(classIndex) ? 1 : 0)),
  }));
  const count = (isCounted: (answers: readonly number[]) => boolean) =>
    asked.reduce((sum, { answers, samples }) => sum + (isCounted(answers) ? samples : 0), 0);
  return {
    samples: count((answers) => answers.includes(1)),
    unanimous: count((answers) => !answers.includes(0)),
    alpha: krippendorffAlpha(asked, 2),
  };
}
