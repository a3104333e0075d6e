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
    /that takes some 1,900 further labels, about \$380\. The budget leaves 688: raise it\. Even at the largest share, 50\s%, the holdout takes some 960 further labels\.$/,
  );
  expect(say(grow, { forecast, budget: 1312 })).toMatch(
    /The budget leaves 1,000: raise it, or give the holdout a larger share\.$/,
  );
  const { holdout } = progressOf({ curve: [pointOf(312, [63, 75])] });
  expect(say(grow, { forecast, holdout: { ...holdout, share: 0.5 } })).toMatch(/leaves 688: raise it\.$/);
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
  const asked = { ...holdout, growth: "atWidth", askedWidth: 0.2, labelsForAskedWidth: 60 } as const;
  expect(say({ kind: "growHoldout" }, { forecast, holdout: asked })).toMatch(
    /The holdout has stopped growing, .*: ask for a narrower one under Holdout\. Once it grows, that takes at its share of 25\s% some 420 further labels\.$/,
  );
  const soon = { ...asked, growth: "grows", labelsForAskedWidth: 100 } as const;
  expect(say({ kind: "growHoldout" }, { forecast, holdout: soon })).toMatch(/stops growing at 100, where/);
  const wide = { ...soon, labelsForAskedWidth: 200 };
  expect(say({ kind: "growHoldout" }, { forecast, holdout: wide })).not.toMatch(/narrower/);
  const none = { ...holdout, share: 0, growth: "noShare" } as const;
  expect(say({ kind: "growHoldout" }, { forecast, holdout: none })).toMatch(
    /0 % of the labels go to it: give it a share/,
  );
});

test("no advice is given in macro F1 while a class has too few holdout labels, nor where a sample may have several", () => {
  const { holdout } = progressOf({ curve: [pointOf(312, [63, 75])] });
  const of = (labelsForMacroF1: number | null, isPaused = false, pinnedModelNumber: number | null = null) => {
    const more = {
      metric: "macroF1",
      pinnedModelNumber,
      holdout: { ...holdout, labelsForMacroF1 },
    } as const;
    return say({ kind: "cannotTell" }, more, "en", isPaused);
  };
  expect(of(391)).toMatch(
    /^Go on labeling: it is too early for advice in macro F1\. .* 316 more, 391 in all/,
  );
  expect(of(391, true)).toMatch(
    /^Labeling is paused\. It is too early for advice in macro F1\. .* 316 more, 391 in all/,
  );
  expect(of(391, false, 7)).toMatch(
    /^While model 7 is frozen no label teaches it: .*\. It is too early for advice in macro F1\. .* 391 in all/,
  );
  expect(of(391, true, 7)).toMatch(/^Labeling is paused\. While model 7 is frozen .* It is too early/);
  expect(of(75)).toBe("Go on labeling: it is too early for advice.");
  expect(of(75, true)).toBe("Labeling is paused. It is too early for advice.");
  const never = "No advice in macro F1 where .* Choose accuracy or log loss under Goal\\.$";
  expect(of(null)).toMatch(new RegExp(`^${never}`));
  expect(of(null, true)).toMatch(new RegExp(`^Labeling is paused\\. ${never}`));
  expect(of(null, true, 7)).toMatch(
    new RegExp(`^Labeling is paused\\. While model 7 is frozen .*\\. ${never}`),
  );
});

test("a target that takes more than the budget leaves is not only told to be labeled on for", () => {
  const needed = { labels: estimate(550, 80, null), hours: null, money: null };
  const forecast = { kind: "forecast", holdoutNeeded: null, needed } as const;
  const more = { forecast, budget: 600, labelsSpent: 400 };
  expect(say({ kind: "goOn", nextHundred }, more)).toMatch(
    /^Go on .* The budget leaves 200 labels, more likely than not too few for 88\s%: raise it, or aim lower\.$/,
  );
  expect(say({ kind: "goOn", nextHundred }, more, "de")).toMatch(
    /noch 200 Labels zu, eher zu wenig für 88\s%/,
  );
});

test("that the budget leaves fewer labels than are spoken of is said without a target, too", () => {
  const of = (budget: number | null) =>
    say(
      { kind: "goOn", nextHundred },
      { target: null, forecast: { kind: "noTarget" }, budget, labelsSpent: 389 },
    );
  expect(of(409)).toMatch(/\+3\.1\)\. The budget leaves 20 labels\.$/);
  expect(of(489)).toMatch(/\+3\.1\)\.$/);
  expect(of(null)).toMatch(/\+3\.1\)\.$/);
});

test("while a model is frozen nobody is told that labels bring something, but to let rounds train again", () => {
  const frozen = (advice: Partial<Progress["advice"]>, language: "en" | "de" = "en", isPaused = false) =>
    say(advice, { pinnedModelNumber: 12 }, language, isPaused);
  expect(frozen({ kind: "goOn", nextHundred })).toBe(
    "While model 12 is frozen no label teaches it: let rounds train again first, under “Queue and rounds”. " +
      "Then the next 100 labels are expected to bring +1.9 points (between +0.5 and +3.1).",
  );
  expect(frozen({ kind: "goOn" })).toMatch(/^While model 12 is frozen .* the curve is flat\.$/);
  expect(frozen({ kind: "cannotTell" })).toMatch(
    /^While model 12 is frozen .* “Queue and rounds”\. It is too early for advice\.$/,
  );
  expect(frozen({ kind: "growHoldout" })).toMatch(
    /too few .* labels of the holdout measure, and the others teach it nothing\.$/,
  );
  expect(frozen({ kind: "flat" })).toMatch(
    /^Stop: .* Model 12 is frozen: what labels given since would bring/,
  );
  expect(frozen({ kind: "goOn", nextHundred }, "en", true)).toMatch(/^Labeling is paused\. While model 12/);
  expect(frozen({ kind: "goOn", nextHundred }, "de")).toMatch(
    /^Solange Modell 12 eingefroren ist, lernt es aus keinem/,
  );
});

test("while active testing draws, growing the holdout begins with drawing at random again", () => {
  const { holdout } = progressOf({ curve: [pointOf(312, [63, 75])] });
  const active = { holdout: { ...holdout, growth: "activeTesting", activeLabels: 40 } } as const;
  expect(say({ kind: "growHoldout" }, active)).toMatch(
    /75 are too few .* does not count for this: set the holdout back to draws at random under “Queue and rounds”\.$/,
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
  expect(paused({ kind: "cannotTell" })).toMatch(/^Labeling is paused\. It is too early for advice\.$/);
  expect(paused({ kind: "growHoldout" })).toMatch(/^Labeling is paused\. Label more of the holdout/);
  expect(paused({ kind: "targetMet" })).toMatch(/^Stop: the target/);
});
