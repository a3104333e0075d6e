import { describe, expect, it, test } from "vitest";
import type { AnswerPattern } from "@/lib/learning/agreement/chance-corrected";
import { cohenKappa } from "@/lib/learning/agreement/cohen-kappa";
import { krippendorffAlpha } from "@/lib/learning/agreement/krippendorff-alpha";
import { createRandom, type Random } from "@/lib/learning/random";

const pattern = (answers: readonly number[], samples = 1): AnswerPattern => ({ answers, samples });

/** The same patterns counted once each. */
function counted(answers: readonly (readonly number[])[]): AnswerPattern[] {
  const counts = new Map<string, AnswerPattern>();
  for (const one of answers) {
    const key = one.join();
    counts.set(key, pattern(one, (counts.get(key)?.samples ?? 0) + 1));
  }
  return [...counts.values()];
}

describe("krippendorffAlpha", () => {
  it("is what Krippendorff computes for his four observers and twelve units", () => {
    // "Computing Krippendorff's Alpha-Reliability" (2011), section C: 0.743; unit 12 has one value and is left out.
    const units = [
      [1, 1, 1],
      [2, 2, 3, 2],
      [3, 3, 3, 3],
      [3, 3, 3, 3],
      [2, 2, 2, 2],
      [1, 2, 3, 4],
      [4, 4, 4, 4],
      [1, 1, 2, 1],
      [2, 2, 2, 2],
      [5, 5, 5],
      [1, 1],
    ];
    // Twice as many units, as an interval needs some, change what chance brings by one part in eighty.
    const twice = units.map((unit) => pattern(unit, 2));
    expect(krippendorffAlpha(twice, 6)!.value).toBeCloseTo(0.743, 2);
  });

  it("is 1 where all agree, with a lower end that comes nearer the more samples there are", () => {
    const few = krippendorffAlpha([pattern([0, 0], 10), pattern([1, 1], 10)], 2)!;
    const many = krippendorffAlpha([pattern([0, 0], 500), pattern([1, 1], 500)], 2)!;
    expect([few.value, few.high, many.value]).toEqual([1, 1, 1]);
    expect(few.low).toBeLessThan(0.8);
    expect(many.low).toBeGreaterThan(0.99);
  });

  it("says nothing of too few samples, nor where there is one category only", () => {
    expect(krippendorffAlpha([pattern([0, 0], 10), pattern([1, 1], 9)], 2)).toBeNull();
    expect(krippendorffAlpha([pattern([0, 0], 100)], 2)).toBeNull();
  });
});

describe("cohenKappa", () => {
  it("is what Cohen computes: 20 and 15 alike of 50, 5 and 10 apart", () => {
    const table = [pattern([0, 0], 20), pattern([0, 1], 5), pattern([1, 0], 10), pattern([1, 1], 15)];
    expect(cohenKappa(table, 2)!.value).toBeCloseTo(0.4, 10);
  });
});

/** Two people who see the true class of three with so much certainty, and guess by habit otherwise. */
function simulate(samples: number, certainty: number, random: Random): AnswerPattern[] {
  const habit = () => (random.next() < 0.6 ? 0 : random.next() < 0.5 ? 1 : 2);
  return counted(
    Array.from({ length: samples }, () => {
      const truth = habit();
      const say = () => (random.next() < certainty ? truth : habit());
      return [say(), say()];
    }),
  );
}

/** Of a certainty c both see the truth with c²; else their answers are independent draws of the same habit. */
const truthOf = (certainty: number) => certainty ** 2;

test.each([
  { samples: 60, certainty: 0.9 },
  { samples: 200, certainty: 0.95 },
  { samples: 200, certainty: 0.8 },
  { samples: 1000, certainty: 0.6 },
])(
  "$samples samples, certainty $certainty: intervals cover the truth in 93 to 97 of 100 runs",
  (arranged) => {
    const random = createRandom(11, `${arranged.samples} ${arranged.certainty}`);
    const runs = 2000;
    const covered = { alpha: 0, kappa: 0 };
    for (let run = 0; run < runs; run++) {
      const patterns = simulate(arranged.samples, arranged.certainty, random);
      const truth = truthOf(arranged.certainty);
      const [alpha, kappa] = [krippendorffAlpha(patterns, 3)!, cohenKappa(patterns, 3)!];
      if (alpha.low <= truth && truth <= alpha.high) covered.alpha += 1;
      if (kappa.low <= truth && truth <= kappa.high) covered.kappa += 1;
    }
    for (const count of Object.values(covered)) {
      expect(count / runs).toBeGreaterThan(0.93);
      expect(count / runs).toBeLessThan(0.97);
    }
  },
);
