import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { encoderReason, learnerReason } from "@/app/projects/[projectId]/_engine/reason-words";
import type { Chosen } from "@/lib/contracts/chosen";
import { heldOutLosses } from "@/lib/learning/held-out-losses";

const wordsIn = (locale: "en" | "de") =>
  createTranslator({ locale, messages: catalogues[locale], namespace: "engine" });
const said = (chosen: Chosen, locale: "en" | "de" = "en") =>
  learnerReason(chosen, wordsIn(locale), formatIn(locale));
const encoderSaid = (chosenBy: Chosen | null, locale: "en" | "de" = "en") =>
  encoderReason(
    { name: "tfidf-svd", chosenBecause: "as it was written", chosenBy },
    wordsIn(locale),
    formatIn(locale),
  );

const mixed = {
  ...{
    because: "held-out",
    reason: "as it was written",
    crossValidationLogLoss: 0.421,
    graph: 0.34,
    linear: 0.66,
  },
  ...heldOutLosses([
    ["prototype", 0.8],
    ["linear", 0.45],
    ["graph", 0.556],
  ]),
};

test("a mix is told by the names of its learners in the page's language, heaviest first, and of all that were compared", () => {
  expect(said(mixed)).toEqual({
    text:
      "66\u00a0% Logistic regression on embeddings + 34\u00a0% Label propagation: log loss on held-out labels 0.42 " +
      "(each alone: Logistic regression on embeddings 0.45, Label propagation 0.56, Class means 0.80)",
    isEnglish: false,
  });
  expect(said(mixed, "de")?.text).toBe(
    "66\u00a0% Logistische Regression auf Embeddings + 34\u00a0% Label-Ausbreitung: " +
      "Log-Loss auf zurückgehaltenen Labels 0,42 (jeder allein: Logistische Regression auf Embeddings 0,45, " +
      "Label-Ausbreitung 0,56, Klassenmitten 0,80)",
  );
});

test("a learner that was compared with no other is not said to be compared", () => {
  const only = {
    because: "held-out",
    crossValidationLogLoss: 0.5,
    linear: 1,
    ...heldOutLosses([["linear", 0.5]]),
  };
  expect(said(only)?.text).toBe(
    "100\u00a0% Logistic regression on embeddings: log loss on held-out labels 0.50",
  );
});

test("models of several classes a sample say how many questions they answer", () => {
  const each = { because: "one-vs-rest", eachClass: "linear", classes: 5, partialLabels: 0 };
  expect(said(each)?.text).toBe(
    "5 classes, each a question of its own, answered by Logistic regression on embeddings",
  );
  expect(said({ ...each, partialLabels: 12 }, "de")?.text).toBe(
    "5 Klassen, jede eine eigene Frage, beantwortet von: Logistische Regression auf Embeddings; 12 Antworten galten einer einzelnen Klasse",
  );
  expect(said({ because: "too-few-labels" }, "de")?.text).toBe("zu wenige Labels, um Lerner zu vergleichen");
});

test("a model of an older release shows its English sentence as such, and one without any shows none", () => {
  expect(said({ reason: "100 % graph" }, "de")).toEqual({ text: "100\u00a0% graph", isEnglish: true });
  expect(said({ l2: 0.01 })).toBeNull();
});

test("why an encoder was chosen is said with the names of the others, or why there was no choice", () => {
  const losses = heldOutLosses([
    ["text-cooccurrence", 0.62],
    ["tfidf-svd", 0.41],
  ]);
  expect(encoderSaid({ because: "held-out", labels: 60, ...losses })?.text).toBe(
    "log loss on held-out labels 0.41, measured on 60 labels (others: Words that share texts 0.62)",
  );
  const closer = heldOutLosses([
    ["text-cooccurrence", 0.4],
    ["tfidf-svd", 0.41],
  ]);
  expect(encoderSaid({ because: "held-out", labels: 60, ...closer })?.text).toMatch(
    /\(others: Words that share texts 0\.40\), kept since no other is clearly better$/,
  );
  expect(encoderSaid({ because: "too-few-labels", comparedFrom: 50 }, "de")?.text).toBe(
    "noch zu wenige Labels; Encoder werden ab 50 Trainingslabels verglichen",
  );
  expect(encoderSaid(null, "de")).toEqual({ text: "as it was written", isEnglish: true });
});
