import { expect, test } from "vitest";
import { placeWords } from "@/app/projects/[projectId]/_panel/mark-words";
import type { ProgressMark } from "@/lib/contracts/progress";
import { wordsIn } from "./progress-of";

const mark = (kind: ProgressMark["kind"], from = "", to = ""): ProgressMark => {
  return { labelsSpent: 120, kind, from, to };
};

test("what changed at a place of the curve is told in one line, with what it is a change of", () => {
  expect(placeWords([mark("strategy", "random", "margin")], wordsIn("en"))).toMatch(
    /^at 120 labels: strategy .+ → .+$/,
  );
  expect(placeWords([mark("learner", "graph", "mix"), mark("classes")], wordsIn("en"))).toBe(
    "at 120 labels: learner Label propagation → Mix, other classes",
  );
  expect(placeWords([mark("guidelines")], wordsIn("de"))).toBe("bei 120 Labels: andere Richtlinien");
});
