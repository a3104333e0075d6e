import { expect, test } from "vitest";
import { growthWords } from "@/app/projects/[projectId]/_panel/growth-words";
import type { HoldoutEconomy, Progress } from "@/lib/contracts/progress";
import { byMetric, progressOf, wordsIn } from "./progress-of";

const words = wordsIn("en");

const said = (holdout: Partial<HoldoutEconomy>, rest: Partial<Progress> = {}) => {
  const progress = progressOf(rest);
  return growthWords({ ...progress, holdout: { ...progress.holdout, ...holdout } }, words);
};
const asked = { askedWidth: 0.06, labelsForAskedWidth: 80, growth: "atWidth" } as const;

test("it is said whether the holdout grows and until when", () => {
  expect(said({})).toMatch(/^It goes on growing; ask for a width/);
  expect(said({ ...asked, plainLabels: 79, growth: "grows" })).toMatch(/^It stops growing when/);
  expect(said({ ...asked, plainLabels: 80 })).toBe(
    "It has stopped growing: its interval is as narrow as asked.",
  );
  expect(said({ ...asked, plainLabels: 80, growth: "activeTesting" })).toMatch(
    /^Only draws at random narrow/,
  );
});

test("where no label goes to it, it does not grow, whatever is asked", () => {
  expect(said({ growth: "noShare" })).toMatch(/^It does not grow: 0 % of the labels go to it\./);
  expect(said({ ...asked, growth: "noShare" })).toMatch(/^It does not grow/);
});

test("what waits for holdout labels that no longer come is told, with how many it takes", () => {
  const still = { ...asked, plainLabels: 80 };
  const saved = byMetric({ kind: "tooEarly", holdoutNeeded: 148, randomMissing: null } as const);
  expect(said(still, { saved })).toMatch(/as narrow as asked\. .* takes about 148 labels of it;/);
  const forecast = { kind: "cannotTell", because: "fewHoldout", holdoutNeeded: 675, atLeast: null } as const;
  expect(said(still, { saved, forecast })).toMatch(/takes about 675 labels of it; ask for a narrower one/);
  expect(said({ ...still, plainLabels: 45 })).toMatch(/takes at least 50 labels of it;/);
  expect(said({ ...still, labelsForMacroF1: 385 }, { metric: "macroF1" })).toMatch(
    /takes at least 385 labels/,
  );
  // So many only end that it is too early: elsewhere they are told as the least, too.
  const fewest = byMetric({ kind: "tooEarly", holdoutNeeded: 50, randomMissing: null } as const);
  const few = { ...asked, labelsForAskedWidth: 40, plainLabels: 40 };
  expect(said(few, { saved: fewest })).toMatch(/takes at least 50 labels of it;/);
});
