import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { modelNotes as notesIn } from "@/app/projects/[projectId]/_panel/model-notes";
import type { Panel } from "@/lib/contracts/panel";

type Model = Panel["models"][number];

const translator = { locale: "en", messages: catalogues.en } as const;
const words = {
  t: createTranslator({ ...translator, namespace: "panel.models" }),
  engine: createTranslator({ ...translator, namespace: "engine" }),
  format: formatIn("en"),
};
const modelNotes = (models: readonly Model[]) => notesIn(models, words);
const written = (text: string) => ({ text, isEnglish: true });

/** Newest first, as the panel has them. */
const models = (...chosen: Model["chosen"][]): Model[] =>
  chosen.map((one, i) => ({
    number: chosen.length - i,
    learner: "mix",
    strategy: "auto",
    trainingLabels: 10,
    chosen: one,
    temperature: 1,
    createdAt: "2026-01-01T00:00:00.000Z",
    accuracy: null,
    holdoutCount: 0,
  }));

test("a reason stands once, beneath the newest model it holds for, with the labels that gave it", () => {
  const [later, earlier] = [
    { reason: "50 % linear + 50 % graph", chosenAtLabels: 64 },
    { reason: "100 % graph", chosenAtLabels: 1 },
  ];
  const first = { reason: "too few labels to compare learners", chosenAtLabels: 0 };
  expect(modelNotes(models(later, later, earlier, first, first))).toEqual([
    { reason: written("50\u00a0% linear + 50\u00a0% graph"), labels: 64, settings: "" },
    null,
    { reason: written("100\u00a0% graph"), labels: 1, settings: "" },
    { reason: written("too few labels to compare learners"), labels: 0, settings: "" },
    null,
  ]);
});

test("the same outcome of another comparison is told again", () => {
  const reason = "held-out log loss 0.42";
  const notes = modelNotes(models({ reason, chosenAtLabels: 80 }, { reason, chosenAtLabels: 64 }));
  expect(notes.map((note) => note?.labels)).toEqual([80, 64]);
});

test("a learner that gives no reason shows what it settled on, and one that settled on nothing shows nothing", () => {
  const settled = { l2: 0.010000001, crossValidationLogLoss: 0.42123, searchedAtLabels: 64 };
  expect(modelNotes(models({ neighbours: 10 }, settled, settled))).toEqual([
    null,
    { reason: null, labels: 0, settings: "L2 0.01, log loss 0.421" },
    null,
  ]);
});
