import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { balanceWords } from "@/app/projects/[projectId]/_panel/balance-words";

const t = createTranslator({ locale: "en", messages: catalogues.en, namespace: "panel.classes" });
const classes = [
  { name: "ham", labels: 36 },
  { name: "spam", labels: 48 },
  { name: "news", labels: 16 },
];

test("of one class a sample the shares are of all labels", () => {
  expect(balanceWords(classes, null, t, formatIn("en"))).toBe(
    "“spam” has the most labels (48\u00a0%), “news” the fewest (16\u00a0%).",
  );
});

test("of several classes a sample the shares are of labeled samples", () => {
  expect(balanceWords(classes, 60, t, formatIn("en"))).toMatch(
    /^“spam” is found in .* \(80\s%\), “news” .* \(27\s%\)\.$/,
  );
});

test("classes with as many labels are named together, or counted where they are many", () => {
  const tied = [...classes, { name: "ads", labels: 48 }];
  expect(balanceWords(tied, null, t, formatIn("en"))).toMatch(
    /^“spam”, “ads” have the most labels \(32\s% each\), “news” the fewest/,
  );
  const empty = ["a", "b", "c", "d"].map((name) => ({ name, labels: 0 }));
  expect(balanceWords([...classes, ...empty], null, t, formatIn("en"))).toBe(
    "“spam” has the most labels (48\u00a0%), 4 classes the fewest (0\u00a0% each).",
  );
});

test("of classes with as many labels nothing is said", () => {
  expect(balanceWords(classes.slice(0, 1), null, t, formatIn("en"))).toBeNull();
  expect(balanceWords([], 0, t, formatIn("en"))).toBeNull();
});
