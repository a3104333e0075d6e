import { expect, test } from "vitest";
import { activeWords } from "@/app/projects/[projectId]/_panel/active-words";
import { estimate, pointOf, progressOf, wordsIn } from "./progress-of";

const said = (width: number, language: "en" | "de" = "en") => {
  const before = progressOf({ curve: [pointOf(400, [88, 95])] });
  const accuracy = estimate(0.9, 0.9 - width / 2, 0.9 + width / 2);
  const holdout = { ...before.holdout, activeLabels: 41, active: { accuracy, labels: 41, plainLabels: 65 } };
  return activeWords({ ...before, holdout }, wordsIn(language));
};

test("without active testing there is nothing to say", () => {
  expect(activeWords(progressOf(), wordsIn("en"))).toBe("");
});

test("it is said how what was saved is found out, and why the interval is wider all the same where it is", () => {
  expect(said(0.05)).toMatch(/^What was saved: the labels that draws at random would take/);
  expect(said(0.2)).toMatch(
    /^The interval by active testing is wider .*: 95 against 41\. What was saved: the labels/,
  );
  expect(said(0.2, "de")).toMatch(/^Das Intervall durch aktives Testen ist breiter .*: 95 gegen 41\./);
});
