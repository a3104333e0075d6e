import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { guessWords, headlineWords, placeWords } from "@/app/projects/[projectId]/queue/_queue/queue-words";
import type { QueuedSample, QueueHealth } from "@/lib/contracts/queue";
import { ACTIVE_TESTING } from "@/lib/learning/active-testing/draw-likely-mistakes";

const wordsIn = (locale: "en" | "de") => ({
  t: createTranslator({ locale, messages: catalogues[locale], namespace: "queue" }),
  format: formatIn(locale),
});
const english = wordsIn("en");

const sample: QueuedSample = {
  sampleId: 1,
  rank: 0,
  slot: "query",
  strategy: "facility-location",
  score: 0.42134,
  propensity: 1,
  modelNumber: 12,
  suggestion: { classes: [{ labelClassId: "world", probability: 0.62 }] },
  excerpt: "words",
  imageUrl: null,
  isLeased: false,
};

test("a place is told to be chosen, drawn at random, or drawn with some probability", () => {
  expect(placeWords(sample, english)).toBe("Chosen for its score of 0.421; higher comes sooner");
  const negative = { ...sample, score: -0.01314 };
  expect(placeWords(negative, english)).toBe("Chosen for its score of −0.0131; higher comes sooner");
  const random = { ...sample, slot: "explore" as const, strategy: "random", propensity: 1 / 342 };
  expect(placeWords(random, english)).toBe("Drawn at random, one of 342");
  const filler = { ...random, slot: "query" as const };
  expect(placeWords(filler, english)).toBe("Drawn at random, one of 342, where the strategy asks for fewer");
  expect(placeWords({ ...sample, strategy: "requested" }, english)).toMatch(/^Asked for by a lead/);
  const drawn = { ...sample, strategy: "badge", propensity: 0.0234 };
  expect(placeWords(drawn, english)).toBe("Drawn with probability 2.3\u00a0%, score 0.421");
  const tested = { ...drawn, slot: "holdout" as const, strategy: ACTIVE_TESTING };
  expect(placeWords(tested, english)).toBe("Drawn with probability 2.3\u00a0%");
});

test("the model's guess is told, but never of the holdout", () => {
  const nameOf = new Map([["world", "World"]]);
  expect(guessWords(sample, nameOf, english)).toBe("Model 12 takes it for “World” (62\u00a0%)");
  expect(guessWords({ ...sample, suggestion: null }, nameOf, english)).toBe("No guess of a model");
  expect(guessWords({ ...sample, slot: "holdout" }, nameOf, english)).toMatch(/stays hidden/);
});

const queue: QueueHealth = {
  samples: 100,
  unlabeled: 90,
  leased: 0,
  leaseHolders: 0,
  oldestLeaseSeconds: null,
  stuck: 0,
  skipped: 0,
  flagged: 0,
  pinnedModelNumber: null,
  models: [],
  generation: 7,
  publishedAt: "2026-01-01T00:00:00.000Z",
  waiting: { query: 30, explore: 5, holdout: 5 },
  mix: [],
  waits: [],
  labelClasses: [],
  next: [],
};

test("the headline says what waits, and whether the project is frozen, used up, done or not ranked", () => {
  const now = Date.parse(queue.publishedAt!) + 4_000;
  const of = (changes: Partial<QueueHealth>, model: number | null = 12) =>
    headlineWords(
      { ...queue, ...changes },
      { project: { pausedBy: null, budget: null }, models: model === null ? [] : [{ number: model }] },
      now,
      english,
    );
  expect(of({})).toEqual({
    sentence: "40 ranked samples wait for a label.",
    lede: "Without a label: 90 of 100 samples. Queue 7 is 4\u00a0s old, ranked by model 12.",
  });
  expect(of({ pinnedModelNumber: 9 })).toMatchObject({
    sentence: expect.stringMatching(/^Frozen: model 9 ranks the pool, and no new one is trained/),
    lede: expect.stringMatching(/ranked by model 9\.$/),
  });
  const next = [
    { ...sample, modelNumber: null },
    { ...sample, modelNumber: 9 },
  ];
  expect(of({ next }).lede).toMatch(/ranked by model 9\.$/);
  expect(of({ waiting: { query: 0, explore: 0, holdout: 0 } }).sentence).toMatch(/used up/);
  expect(of({ unlabeled: 0 }).sentence).toBe("Everything has a label.");
  expect(of({ generation: null, publishedAt: null }).sentence).toMatch(/not ranked yet/);
  expect(of({}, null).lede).toMatch(/ranked without a model/);
});

test("a pause and its reason come first in the headline", () => {
  const paused = (pausedBy: "budget" | "lead", changes: Partial<QueueHealth> = {}, language = english) => {
    const project = { pausedBy, budget: 120 };
    return headlineWords({ ...queue, ...changes }, { project, models: [{ number: 9 }] }, 0, language)
      .sentence;
  };
  expect(paused("budget", { pinnedModelNumber: 9 })).toMatch(
    /^Labeling is paused: the budget of 120 labels is spent\. Frozen: model 9 ranks the pool/,
  );
  expect(paused("lead")).toBe("Labeling is paused by a lead. 40 ranked samples wait for a label.");
  expect(paused("lead", { generation: null })).toMatch(
    /^Labeling is paused by a lead\. The queue is not ranked/,
  );
  expect(paused("budget", {}, wordsIn("de"))).toMatch(/^Das Labeln pausiert: Das Budget von 120 Labels ist/);
  expect(paused("lead", {}, wordsIn("de"))).toMatch(/^Die Projektleitung hat das Labeln angehalten\./);
});
