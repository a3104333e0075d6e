import { describe, expect, test } from "vitest";
import { randomLine } from "@/app/projects/[projectId]/_panel/headline-lines";
import { savedWords } from "@/app/projects/[projectId]/_panel/saved-words";
import type { Progress, Saved } from "@/lib/contracts/progress";
import { byMetric, estimate, pointOf, progressOf, wordsIn } from "./progress-of";

const say = (saved: Saved, more: Partial<Progress> = {}) =>
  savedWords(
    progressOf({ curve: [pointOf(312, [63, 75])], saved: byMetric(saved), ...more }),
    "accuracy",
    wordsIn("en"),
  );

const head = (saved: Saved, more: Partial<Progress> = {}) =>
  String(randomLine(progressOf({ saved: byMetric(saved), ...more }), wordsIn("en"), String));

const within = { isAtLeast: false, isWholePool: false };

const onlyLabels = (value: number, low: number, high: number | null) => {
  return { labels: estimate(value, low, high), hours: null, money: null };
};

test("what was saved is told by what random labeling would have needed, with both ends of the interval", () => {
  const saved = { saved: onlyLabels(478, 250, 900), randomNeeds: estimate(790.4, 562, 1212) };
  expect(say({ kind: "saved", ...saved, ...within })).toBe(
    "For today’s score random labeling would have needed about 790 labels (560 to 1,200).",
  );
  expect(head({ kind: "saved", ...saved, ...within })).toBe(
    "Random labeling would have needed about 790, between 560 and 1,200.",
  );
});

test("where the interval has no upper end no more is claimed than its lower end, and the middle only as likely", () => {
  const open = { saved: onlyLabels(900, 45, null), randomNeeds: estimate(1800, 950, null) };
  expect(head({ kind: "saved", ...open, ...within })).toBe("Random labeling would have needed at least 950.");
  expect(say({ kind: "saved", ...open, ...within })).toBe(
    "For today’s score random labeling would have needed at least 950 labels, most likely some 1,800.",
  );
  const never = { saved: onlyLabels(5928, 900, null), randomNeeds: estimate(6240, 1200, null) };
  expect(say({ kind: "saved", ...never, isAtLeast: true, isWholePool: false })).toMatch(
    /at least 1,200 labels, most likely more than 6,200\.$/,
  );
});

test("random labeling is never said to need more than the pool has, but that the whole pool would not do", () => {
  const some = { saved: onlyLabels(1220, 400, null), randomNeeds: estimate(1500, 680, null) };
  const pool = { isAtLeast: true, isWholePool: true };
  expect(head({ kind: "saved", ...some, ...pool })).toBe("Random labeling would have needed at least 680.");
  expect(say({ kind: "saved", ...some, ...pool })).toMatch(
    /at least 680 labels, most likely more than the whole pool of 1,500 samples\.$/,
  );
  const all = { saved: onlyLabels(1253, 1253, null), randomNeeds: estimate(1533, 1533, null) };
  expect(head({ kind: "saved", ...all, ...pool })).toBe(
    "Random labeling would have needed more than the whole pool of 1,533.",
  );
  expect(say({ kind: "saved", ...all, ...pool })).toMatch(
    /needed more than the whole pool of 1,533 samples\.$/,
  );
});

test("it is said when random labeling would have needed fewer, and when the two cannot be told apart", () => {
  const lost = { saved: onlyLabels(-112, -200, -20), randomNeeds: estimate(200, 112, 292) };
  expect(say({ kind: "lost", ...lost, ...within })).toMatch(/needed only about 200 labels \(110 to 290\)\.$/);
  expect(say({ kind: "indistinguishable", saved: onlyLabels(80, -121, 300) })).toBe(
    "Not yet distinguishable from random labeling: it may have cost up to 120 labels more than that, or saved up to 300.",
  );
  expect(say({ kind: "indistinguishable", saved: onlyLabels(80, -121, null) })).toMatch(
    /may have cost up to 120 labels more than that, or saved any number that the pool holds\.$/,
  );
});

test("while it is too early it is said what is missing, and no more is promised than that it takes at least as much", () => {
  const randomMeasured = { labelsSpent: 300, at: "2026-01-01T00:00:00.000Z" };
  const early = { kind: "tooEarly", holdoutNeeded: null, randomMissing: null } as const;
  expect(say({ ...early, holdoutNeeded: 150 }, { randomMeasured })).toBe(
    "Too early to tell: it takes at least 75 more holdout labels, 150 in all.",
  );
  expect(say(early, { curve: [pointOf(20, [5, 10])] })).toBe(
    "Too early to tell: it takes at least 40 more holdout labels, 50 in all.",
  );
  expect(say(early)).toMatch(/^Not measured yet/);
  expect(say(early, { randomMeasured })).toMatch(/too few labels yet to learn from\.$/);
  expect(say({ ...early, holdoutNeeded: 120, randomMissing: 36 }, { randomMeasured })).toBe(
    "Too early to tell: to learn from, at least 36 more labels drawn at random, of the holdout or the random arm, were missing when it was measured.",
  );
});

test("labels of a holdout that has stopped growing are not waited for, but a narrower width or a share is asked for", () => {
  const early = { kind: "tooEarly", holdoutNeeded: null, randomMissing: null } as const;
  const { holdout } = progressOf({ curve: [pointOf(180, [40, 45])] });
  const of = (growth: Progress["holdout"]["growth"], rest: Partial<Progress["holdout"]> = {}) =>
    say(early, { holdout: { ...holdout, growth, ...rest } });
  expect(of("atWidth")).toBe(
    "Too early to tell: it takes at least 5 more holdout labels, 50 in all. " +
      "The holdout has stopped growing, as its interval is as narrow as asked: ask for a narrower one under Holdout.",
  );
  expect(of("noShare")).toMatch(/0 % of the labels go to it: give it a share/);
  expect(of("activeTesting")).toMatch(/set the holdout back to draws at random/);
  expect(of("grows", { labelsForAskedWidth: 48 })).toMatch(/The holdout stops growing at 48, where/);
  expect(of("grows", { labelsForAskedWidth: 50 })).toMatch(/50 in all\.$/);
});

describe("in macro F1", () => {
  const macroF1 = (saved: Saved, labelsForMacroF1: number | null, language: "en" | "de" = "en") => {
    const { holdout } = progressOf({ curve: [pointOf(60, [5, 15])] });
    const progress = progressOf({ saved: byMetric(saved), holdout: { ...holdout, labelsForMacroF1 } });
    return savedWords(progress, "macroF1", wordsIn(language));
  };
  const early = { kind: "tooEarly", holdoutNeeded: null, randomMissing: null } as const;

  test("it is said from the start what five holdout labels of each class take, and that accuracy takes fewer", () => {
    const said =
      "Too early to tell in macro F1. It takes five holdout labels of each class: with every class at least 376 more, " +
      "391 in all, and more where one is rare. Accuracy takes 50 in all.";
    expect(macroF1(early, 391)).toBe(said);
    expect(macroF1({ kind: "noInterval" }, 391)).toBe(said);
    expect(macroF1(early, 391, "de")).toMatch(/mindestens 376 weitere, 391 insgesamt/);
    expect(macroF1(early, 20)).toMatch(/at least 35 more, 50 in all/);
    expect(macroF1({ ...early, holdoutNeeded: 400 }, 15)).toMatch(
      /at least 385 more holdout labels, 400 in all/,
    );
  });

  test("what was measured while a class had too few is not known until it is measured again", () => {
    const known = progressOf({ curve: [pointOf(400, [88, 95])], saved: byMetric({ kind: "noInterval" }) });
    expect(savedWords(known, "macroF1", wordsIn("en"))).toMatch(
      /measured again when all labels have grown by 15\s%\.$/,
    );
  });

  test("where a sample may have several classes it is never promised", () => {
    for (const saved of [early, { kind: "noInterval" }] as const) {
      expect(macroF1(saved, null)).toMatch(
        /^It cannot be told in macro F1 .* Accuracy or log loss, .* tell it\.$/,
      );
      const { holdout } = progressOf();
      const more = { metric: "macroF1", holdout: { ...holdout, labelsForMacroF1: null } } as const;
      expect(head(saved, more)).toBe("Against random labeling, macro F1 does not tell.");
    }
  });
});

test("a project that draws at random itself is compared with nothing, and promised nothing", () => {
  const words = "All that the strategy picked lately was drawn at random: there is nothing to compare with.";
  expect(say({ kind: "drawnAtRandom" })).toBe(words);
  expect(head({ kind: "drawnAtRandom" })).toBe(words);
});
