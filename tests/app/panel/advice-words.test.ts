import { expect, test } from "vitest";
import { adviceWords } from "@/app/projects/[projectId]/_panel/advice-words";
import type { Progress } from "@/lib/contracts/progress";
import { estimate, pointOf, progressOf, wordsIn } from "./progress-of";

const say = (
  advice: Partial<Progress["advice"]>,
  more: Partial<Progress> = {},
  language: "en" | "de" = "en",
  isPaused = false,
) => {
  const before = progressOf({ target: 0.88, budget: 1000, curve: [pointOf(312, [63, 75])], ...more });
  return adviceWords({ ...before, advice: { ...before.advice, ...advice } }, isPaused, wordsIn(language));
};

const nextHundred = estimate(0.019, 0.005, 0.031);

test("going on and stopping are advised with the change that is expected, and its price where it is known", () => {
  expect(say({ kind: "goOn", nextHundred, priceOfHundred: 17.6 })).toBe(
    "Go on while it is worth it to you: the next 100 labels are expected to bring +1.9 points (between +0.5 and +3.1) for about $18.",
  );
  expect(say({ kind: "goOn", nextHundred })).toMatch(/\+1\.9 points \(between \+0\.5 and \+3\.1\)\.$/);
  expect(say({ kind: "flat", nextHundred: estimate(-0.001, -0.004, 0.002) })).toBe(
    "Stop: another 100 labels hardly change anything, −0.1 points (between −0.4 and +0.2).",
  );
  expect(say({ kind: "goOn" })).toMatch(/^Go on: nothing says yet/);
  expect(say({ kind: "flat" })).toMatch(/^Stop: the last models agree/);
});

test("a change of log loss keeps its sign, for which lower is better", () => {
  const words = say({ kind: "goOn", nextHundred: estimate(-0.02, -0.03, -0.01) }, { metric: "logLoss" });
  expect(words).toMatch(/−0\.020 \(between −0\.030 and −0\.010\)\.$/);
});

test("a target that is met, a budget that is spent, and too little to tell have words of their own", () => {
  expect(say({ kind: "targetMet" })).toMatch(/^Stop: the target of 88\s% is met/);
  expect(say({ kind: "budgetSpent" })).toMatch(/^Stop: the budget of 1,000 labels is spent/);
  expect(say({ kind: "growHoldout" })).toMatch(/75 are too few to tell whether the target is met\.$/);
  const forecast = { kind: "cannotTell", because: "fewHoldout", holdoutNeeded: 180, atLeast: null } as const;
  expect(say({ kind: "growHoldout" }, { forecast })).toMatch(
    /75 are too few to tell, at today’s score about 180 would do\. At its share of 25\s% that takes some 420 further labels\.$/,
  );
  const beyond = say({ kind: "growHoldout" }, { forecast, target: 0.6 });
  expect(beyond).toMatch(
    /today’s interval lies above 60\s%, but one look may be luck; about 180 labels of it in all rule that out/,
  );
  expect(beyond).not.toMatch(/too few/);
  expect(say({ kind: "cannotTell" })).toMatch(/too early for advice/);
});

test("growing the holdout is told with the labels and the money it takes, and that the budget does not allow them", () => {
  const forecast = { kind: "cannotTell", because: "fewHoldout", holdoutNeeded: 553, atLeast: null } as const;
  const grow = { kind: "growHoldout", priceOfHundred: 20 } as const;
  expect(say(grow, { forecast })).toMatch(
    /that takes some 1,900 further labels, about \$380\. The budget leaves 688: raise it, or give the holdout a larger share\.$/,
  );
  expect(say(grow, { forecast, budget: null })).toMatch(/about \$380\.$/);
  expect(say(grow, { forecast, budget: 312 })).toMatch(/The budget leaves none: raise it/);
  const near = {
    kind: "forecast",
    needed: { labels: estimate(0, 0, 90), hours: null, money: null },
    holdoutNeeded: 90,
  };
  expect(say(grow, { forecast: near as Progress["forecast"] })).toMatch(
    /about 90 would do\. .* some 60 further labels/,
  );
  const early = { ...forecast, holdoutNeeded: 50 };
  expect(say(grow, { forecast: early, curve: [pointOf(100, [20, 30])] })).toMatch(
    /takes at least 50\. At its share/,
  );
});

test("a holdout that has stopped growing at the asked width, or does not grow at all, is told to be let grow", () => {
  const forecast = { kind: "cannotTell", because: "fewHoldout", holdoutNeeded: 180, atLeast: null } as const;
  const { holdout } = progressOf({ curve: [pointOf(312, [63, 75])] });
  const asked = { ...holdout, askedWidth: 0.2, labelsForAskedWidth: 60 };
  expect(say({ kind: "growHoldout" }, { forecast, holdout: asked })).toMatch(
    /It stops growing at 75, where its interval is as narrow as asked: ask for a narrower one under Holdout\./,
  );
  const wide = { ...asked, labelsForAskedWidth: 200 };
  expect(say({ kind: "growHoldout" }, { forecast, holdout: wide })).not.toMatch(/narrower/);
  const none = { ...holdout, share: 0 };
  expect(say({ kind: "growHoldout" }, { forecast, holdout: none })).toMatch(
    /0 % of the labels go to it: give it a share/,
  );
});

test("no advice is given in a score of which no interval is known", () => {
  const forecast = { kind: "cannotTell", because: "noInterval", holdoutNeeded: null, atLeast: null } as const;
  expect(say({ kind: "cannotTell" }, { forecast, metric: "macroF1" })).toMatch(
    /^No advice in macro F1: how sure it is cannot be worked out/,
  );
});

test("while active testing draws, growing the holdout begins with drawing at random again", () => {
  const { holdout } = progressOf({ curve: [pointOf(312, [63, 75])] });
  const active = { holdout: { ...holdout, sampling: "active", activeLabels: 40 } } as const;
  expect(say({ kind: "growHoldout" }, active)).toMatch(
    /75 are too few .* Set it back to draws at random under “Queue and rounds” first: .* does not count for this\.$/,
  );
});

test("in German the amount is written as Germans write it", () => {
  expect(say({ kind: "goOn", nextHundred, priceOfHundred: 4.5 }, { currency: "EUR" }, "de")).toMatch(
    /\+1,9 Punkte \(zwischen \+0,5 und \+3,1\) für etwa 4,50\s€\.$/,
  );
});

test("while labeling is paused nobody is told to go on, and whoever should stop is told so still", () => {
  const paused = (advice: Partial<Progress["advice"]>) => say(advice, {}, "en", true);
  expect(paused({ kind: "goOn", nextHundred })).toBe(
    "Labeling is paused. Once it goes on, the next 100 labels are expected to bring +1.9 points (between +0.5 and +3.1).",
  );
  expect(paused({ kind: "goOn" })).toMatch(/^Labeling is paused\./);
  expect(paused({ kind: "cannotTell" })).toMatch(/^Labeling is paused, and it is too early/);
  expect(paused({ kind: "growHoldout" })).toMatch(/^Labeling is paused\. Label more of the holdout/);
  expect(paused({ kind: "targetMet" })).toMatch(/^Stop: the target/);
});
