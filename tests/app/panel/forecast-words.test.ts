import { expect, test } from "vitest";
import { forecastWords } from "@/app/projects/[projectId]/_panel/forecast-words";
import type { Forecast, Progress } from "@/lib/contracts/progress";
import { estimate, pointOf, progressOf, wordsIn } from "./progress-of";

const say = (forecast: Forecast, more: Partial<Progress> = {}, unlabeled = 10_000) =>
  forecastWords(progressOf({ target: 0.88, forecast, ...more }), unlabeled, wordsIn("en"));

const labels = estimate(142.7, 88, 263);
const doubt = { kind: "cannotTell", holdoutNeeded: null, atLeast: null } as const;

test("without a target, and when it is reached, there is nothing to forecast", () => {
  expect(say({ kind: "noTarget" }, { target: null })).toMatch(/^No target is set/);
  expect(say({ kind: "measuring" })).toMatch(/worked out/);
  expect(say({ kind: "reached" })).toBe(
    "The target of 88\u00a0% is reached. However often one looks, this is said of at most 5 in 100 projects that never get there.",
  );
});

test("a forecast is told with its range, in labels, hours and money as far as they are known", () => {
  const hours = estimate(1.17, 0.7, 2.2);
  expect(
    say({ kind: "forecast", holdoutNeeded: null, needed: { labels, hours, money: estimate(24.2, 15, 45) } }),
  ).toBe("88\u00a0% is some 140 labels away (88 to 260): about 1\u00a0h\u00a010\u00a0min, $24.");
  expect(say({ kind: "forecast", holdoutNeeded: null, needed: { labels, hours, money: null } })).toMatch(
    /\(88 to 260\): about 1\sh\s10\smin\.$/,
  );
  const open = { ...labels, high: null };
  expect(
    say({ kind: "forecast", holdoutNeeded: null, needed: { labels: open, hours: null, money: null } }),
  ).toBe("88\u00a0% is some 140 labels away (88 or more).");
});

test("a band without an upper end, whose lower one is near, is told by its lower end alone", () => {
  const wide = { ...doubt, because: "tooWide" } as const;
  expect(say({ ...wide, atLeast: 38 })).toBe(
    "How far 88\u00a0% is cannot be told yet: in 9 of 10 projects like this the next 38 labels do not get there, and in some no number of labels does.",
  );
  expect(say({ ...wide, atLeast: 1 })).toMatch(/the next label does not get there/);
  expect(say({ ...wide, atLeast: 0 })).toBe("Too early to tell how far 88\u00a0% is.");
  const there = { curve: [pointOf(400, [90, 100])] };
  expect(say({ ...wide, atLeast: 38 }, there)).toMatch(
    /^Today’s score is at 88\u00a0% or better, by chance or for good: which/,
  );
});

test("of a target that the curve may have reached it is said so, and not that it is no label away", () => {
  const near = { labels: estimate(0.2, 0, 1488), hours: null, money: null };
  const bandAt = (...lows: number[]): Partial<Progress> => {
    const path = lows.map((low, i) => ({
      labelsSpent: 400 + 100 * i,
      score: estimate(low + 0.02, low, 0.95),
    }));
    return { path: { accuracy: path, macroF1: [], logLoss: [] } };
  };
  expect(say({ kind: "forecast", holdoutNeeded: null, needed: near }, bandAt(0.84, 0.86, 0.87, 0.89))).toBe(
    "The curve may be at 88\u00a0% already: no holdout of this pool would tell at today’s score. " +
      "In 9 of 10 projects like this it is there within 250 more labels.",
  );
  // The same number of labels after which the low end of the band is beyond the target in the table.
  const priced = { ...bandAt(0.84, 0.86, 0.87, 0.89), secondsPerLabel: 36, hourlyRate: 20 };
  expect(say({ kind: "forecast", holdoutNeeded: 340, needed: near }, priced)).toBe(
    "The curve may be at 88\u00a0% already: at today’s score about 340 holdout labels in all would tell. " +
      "In 9 of 10 projects like this it is there within 250 more labels: up to 2\u00a0h\u00a030\u00a0min, $50.",
  );
  expect(say({ kind: "forecast", holdoutNeeded: 340, needed: near }, bandAt(0.885, 0.9))).toMatch(
    /In 9 of 10 projects like this it is there already\.$/,
  );
  // More labels than the pool or the budget has are no way there.
  const away = bandAt(0.84, 0.86, 0.87, 0.89);
  const told = (unlabeled: number, budget: number | null) =>
    say(
      { kind: "forecast", holdoutNeeded: 340, needed: near },
      { ...away, budget, labelsSpent: 400 },
      unlabeled,
    );
  expect(told(250, 650)).toMatch(/within 250 more labels\.$/);
  expect(told(249, null)).toMatch(/would tell\.$/);
  expect(told(1_000, 649)).toMatch(/would tell\.$/);
  expect(say({ kind: "forecast", holdoutNeeded: null, needed: near }, bandAt(0.84, 0.86))).toMatch(
    /no holdout of this pool would tell at today’s score\.$/,
  );
  const down = [0.4, 0.2].map((high, i) => ({ labelsSpent: 400 + 100 * i, score: estimate(0.2, 0.1, high) }));
  const loss: Partial<Progress> = {
    metric: "logLoss",
    target: 0.3,
    path: { accuracy: [], macroF1: [], logLoss: down },
  };
  expect(say({ kind: "forecast", holdoutNeeded: null, needed: near }, loss)).toMatch(
    /within 50 more labels\.$/,
  );
});

test("each reason why nothing is forecast has words of its own", () => {
  expect(say({ ...doubt, because: "fewHoldout", holdoutNeeded: 50 })).toMatch(
    /it takes at least 50 holdout labels\.$/,
  );
  expect(say({ ...doubt, because: "fewHoldout", holdoutNeeded: 190 })).toMatch(
    /at today’s score it takes about 190 holdout labels in all\.$/,
  );
  expect(say({ ...doubt, because: "fewHoldout" })).toMatch(/so near to today’s score/);
  expect(say({ ...doubt, because: "fewPerClass" })).toMatch(/the curve may have yet to begin\.$/);
  expect(say({ ...doubt, because: "fewPoints" })).toMatch(/too few points yet\.$/);
  expect(say({ ...doubt, because: "outOfReach" })).toMatch(/is most likely out of reach\.$/);
  expect(say({ ...doubt, because: "outOfReach", atLeast: 1234 })).toMatch(
    /most likely out of reach: in 9 of 10 projects like this the next 1,200 labels do not get there\.$/,
  );
  expect(say({ ...doubt, because: "notRising" })).toMatch(
    /^As the whole curve goes, twice the labels gain little: .* out of reach\.$/,
  );
  expect(say({ ...doubt, because: "notRising", atLeast: 5928 })).toBe(
    "As the whole curve goes, twice the labels gain little: 88\u00a0% is most likely out of reach, and in 9 of 10 projects like this the next 5,900 labels do not get there.",
  );
});

test("of a target below today's whole interval it is said when that is certain, and not that labels are too few to tell", () => {
  const beyond = { target: 0.8, curve: [pointOf(400, [88, 95])] };
  expect(say({ ...doubt, because: "fewHoldout", holdoutNeeded: 199 }, beyond)).toBe(
    "Today’s interval lies above 80\u00a0%. One look may be luck: if the score stays, about 199 holdout labels in all rule that out.",
  );
  expect(say({ ...doubt, because: "fewHoldout" }, beyond)).toMatch(
    /no holdout of this pool is large enough to rule that out\.$/,
  );
  const loss = { ...pointOf(400, [88, 95]).scores, logLoss: estimate(0.2, 0.1, 0.29) };
  const below: Partial<Progress> = {
    metric: "logLoss",
    target: 0.3,
    curve: [pointOf(400, [88, 95], { scores: loss })],
  };
  expect(say({ ...doubt, because: "fewHoldout", holdoutNeeded: 199 }, below)).toMatch(
    /^Today’s interval lies below 0\.3\./,
  );
  const few = { target: 0.5, curve: [pointOf(100, [35, 40])] };
  expect(say({ ...doubt, because: "fewHoldout", holdoutNeeded: 50 }, few)).toMatch(/^Too early to tell/);
  const within = { target: 0.9, curve: [pointOf(400, [88, 95])] };
  expect(say({ ...doubt, because: "fewHoldout", holdoutNeeded: 199 }, within)).toMatch(/^Too early to tell/);
});

test("a target that today's score is at may be there by chance, and it is said when it is likely held", () => {
  const there = { target: 0.9, curve: [pointOf(400, [89, 97])] };
  const needed = { labels: estimate(15.2, 0, 1580), hours: null, money: null };
  expect(say({ kind: "forecast", holdoutNeeded: null, needed }, there)).toBe(
    "Today’s score is at 90\u00a0% or better, by chance or for good. " +
      "As the whole curve goes, it is likely to be held some 15 labels from now (0 to 1,600).",
  );
  expect(say({ ...doubt, because: "notRising", atLeast: 87 }, there)).toMatch(/most likely by chance/);
});

test("what takes more labels than the pool has samples is not reached with it", () => {
  expect(say({ ...doubt, because: "outOfReach", atLeast: 1234 }, {}, 1000)).toBe(
    "As the curve goes, 88\u00a0% is not reached with the samples of this pool.",
  );
  const needed = { labels, hours: null, money: null };
  expect(say({ kind: "forecast", holdoutNeeded: null, needed }, {}, 80)).toMatch(
    /not reached with the samples of this pool\.$/,
  );
  expect(say({ kind: "forecast", holdoutNeeded: null, needed }, {}, 100)).toMatch(
    /some 140 labels away \(88 to 260\)\. That is more than the 100 samples of this pool without a label\.$/,
  );
});

test("in macro F1 it is said what five holdout labels of each class take, and never promised where no number does", () => {
  const { holdout } = progressOf({ curve: [pointOf(60, [5, 15])] });
  const of = (labelsForMacroF1: number | null, forecast: Forecast = { ...doubt, because: "noInterval" }) =>
    say(forecast, { metric: "macroF1", holdout: { ...holdout, labelsForMacroF1 } });
  expect(of(391)).toMatch(
    /^Too early to tell whether 88\s% of macro F1 is reached, .* at least 376 more, 391 in all/,
  );
  expect(of(15)).toMatch(/at least 35 more, 50 in all/);
  for (const because of ["noInterval", "fewHoldout", "fewPoints"] as const)
    expect(of(null, { ...doubt, because, holdoutNeeded: 50 })).toMatch(
      /cannot be told where a sample may have several classes: .* Set a target of accuracy or log loss\.$/,
    );
});

test("holdout labels that do not come are not waited for", () => {
  const { holdout } = progressOf({ curve: [pointOf(180, [40, 45])] });
  const stopped = { holdout: { ...holdout, growth: "atWidth" } } as const;
  expect(say({ ...doubt, because: "fewHoldout", holdoutNeeded: 50 }, stopped)).toMatch(
    /at least 50 holdout labels\. The holdout has stopped growing, .* ask for a narrower one under Holdout\.$/,
  );
  const near = { labels: estimate(0.2, 0, 1488), hours: null, money: null };
  expect(say({ kind: "forecast", holdoutNeeded: 340, needed: near }, stopped)).toMatch(/has stopped growing/);
});

test("a target that takes more labels than the budget leaves is said to", () => {
  const needed = { labels: estimate(550, 80, null), hours: null, money: null };
  const of = (labelsSpent: number, more: Partial<Progress> = {}) =>
    say({ kind: "forecast", holdoutNeeded: null, needed }, { budget: 600, labelsSpent, ...more });
  expect(of(400)).toMatch(
    /\(80 or more\)\. The budget leaves 200 labels, more likely than not too few for 88\s%: raise it, or aim lower\.$/,
  );
  expect(of(530)).toMatch(/The budget leaves 70 labels, most likely too few/);
  expect(of(600)).toMatch(/The budget leaves no label, most likely too few/);
  expect(of(10)).toMatch(/\(80 or more\)\.$/);
  expect(of(400, { budget: null })).not.toMatch(/budget/);
});

test("while a model is frozen labels bring no target nearer", () => {
  const needed = { labels, hours: null, money: null };
  expect(say({ kind: "forecast", holdoutNeeded: null, needed }, { pinnedModelNumber: 12 })).toMatch(
    /\. While model 12 is frozen no label teaches it: this counts from when rounds train again\.$/,
  );
  expect(say({ ...doubt, because: "fewPoints" }, { pinnedModelNumber: 12 })).toMatch(/no other is trained/);
});
