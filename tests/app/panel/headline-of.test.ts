import { expect, test } from "vitest";
import { scoreLine } from "@/app/projects/[projectId]/_panel/headline-lines";
import { headlineOf } from "@/app/projects/[projectId]/_panel/headline-of";
import type { Panel } from "@/lib/contracts/panel";
import { byMetric, estimate, pointOf, progressOf, wordsIn } from "./progress-of";

const classOf = (name: string) => ({ id: name, name, position: 0, archivedAt: null, labels: 3 });
const idle: Panel["worker"] = {
  ...{ alive: 1, lastSeenAt: null, activity: null, activitySince: null, encoding: null, lastError: null },
};

const panelOf = (spent: Partial<Panel["spent"]>, worker: Partial<Panel["worker"]> = {}): Panel => ({
  project: {
    ...{
      id: "p",
      name: "p",
      modality: "text",
      task: "single",
      budget: null,
      strategy: "auto",
      credit: null,
      hasTruth: false,
      pausedBy: null,
      pinnedModelNumber: null,
    },
  },
  labelClasses: [classOf("a"), classOf("b")],
  spent: { query: 0, explore: 0, holdout: 0, imported: 0, labelsSpent: 0, skipped: 0, ...spent },
  pool: { samples: 1_000, unlabeled: 900, leased: 0, leaseHolders: 0, importing: false },
  queue: { generation: 1, publishedAt: "2026-01-01T00:00:00.000Z", ageSeconds: 1 },
  worker: { ...idle, ...worker },
  ...{ lastRound: null, encoder: null, models: [] },
});

const ledeOf = (panel: Panel, language: "en" | "de" = "en", progress = progressOf()) =>
  headlineOf(panel, progress, wordsIn(language)).lede;

const enough = { query: 4, holdout: 1, labelsSpent: 5 };

test("with labels to train on and of the holdout, the first round is said to run or to come", () => {
  expect(ledeOf(panelOf(enough, { activity: "round" }))).toMatch(/^The first round runs/);
  expect(ledeOf(panelOf(enough, { activity: "round" }), "de")).toMatch(/^Die erste Runde läuft/);
  expect(ledeOf(panelOf(enough))).toMatch(/begins in a moment\.$/);
  const encoding = { progress: 0.4, doing: "read-texts" };
  expect(ledeOf(panelOf(enough, { encoding }))).toMatch(/once the samples are encoded\.$/);
});

test("it is not promised where nothing runs it, or where it failed", () => {
  expect(ledeOf(panelOf(enough, { alive: 0, activity: "round" }))).toMatch(/once a worker runs\.$/);
  const at = "2026-11-30T12:00:00.000Z";
  const lastError = { kind: "round", message: "no memory", at, isOver: false, isTriedAgain: true };
  expect(ledeOf(panelOf(enough, { lastError }))).toMatch(/the last run failed.* it runs again by itself\.$/);
  const givenUp = panelOf(enough, { lastError: { ...lastError, isTriedAgain: false } });
  expect(ledeOf(givenUp)).toMatch(
    /the last run failed and is not tried again by itself.*“Queue and rounds”\.$/,
  );
  expect(ledeOf(givenUp, "de")).toMatch(/beginnt nicht von selbst noch einmal.*„Warteschlange und Runden“/);
  expect(ledeOf(panelOf(enough, { lastError: { ...lastError, isOver: true } }))).toMatch(/in a moment\.$/);
  expect(ledeOf(panelOf(enough, { lastError: { ...lastError, kind: "layout" } }))).toMatch(/in a moment\.$/);
});

test("what is missing is said where it is missing", () => {
  expect(ledeOf(panelOf({ query: 5, labelsSpent: 5 }))).toMatch(/^The first point needs labels/);
  expect(ledeOf(panelOf({ holdout: 2, labelsSpent: 2 }))).toMatch(/^The first point needs labels/);
  const { holdout } = progressOf();
  const noShare = progressOf({ holdout: { ...holdout, share: 0 } });
  expect(ledeOf(panelOf({ query: 5, labelsSpent: 5 }), "en", noShare)).toMatch(/0 % of the labels go to it/);
  // Imported labels train, too.
  expect(ledeOf(panelOf({ holdout: 1, labelsSpent: 1, imported: 40 }))).toMatch(/begins in a moment/);
});

test("one class is too few where a sample has one, and enough where it may have several", () => {
  const panel = { ...panelOf({}), labelClasses: [classOf("a")] };
  const sentenceOf = (of: Panel) => {
    const headline = headlineOf(of, progressOf(), wordsIn("en"));
    return headline.kind === "said" ? headline.sentence : "";
  };
  expect(sentenceOf(panel)).toBe("Only one class yet.");
  expect(sentenceOf({ ...panel, project: { ...panel.project, task: "multi" } })).not.toMatch(/class/);
});

test("beneath a measured score stands what is expected of the next labels, before what the last ones brought", () => {
  const advice = { kind: "goOn", priceOfHundred: null, stability: null } as const;
  const given = {
    target: 0.95,
    forecast: { kind: "measuring" } as const,
    curve: [pointOf(400, [88, 100])],
    slope: byMetric(estimate(0.072, 0.03, 0.11)),
  };
  const rising = (nextHundred: ReturnType<typeof estimate> | null, pinnedModelNumber: number | null = null) =>
    ledeOf(
      panelOf(enough),
      "en",
      progressOf({ ...given, pinnedModelNumber, advice: { ...advice, nextHundred } }),
    );
  expect(rising(estimate(0.009, 0.001, 0.02))).toMatch(
    /The next 100 labels are expected to bring \+0\.9 points; over the last quarter .* rose by 7\.2 points per 100\.$/,
  );
  expect(rising(null)).toMatch(
    /Over the last quarter of the labels the curve rose by 7\.2 points per 100\.$/,
  );
  // A frozen model learns nothing from them.
  expect(rising(estimate(0.009, 0.001, 0.02), 12)).not.toMatch(/expected to bring/);
});

test("where a sample may have several classes it is said what counts as right", () => {
  const panel = panelOf(enough);
  const ofSets: Panel = { ...panel, project: { ...panel.project, task: "multi" } };
  const progress = progressOf({ curve: [pointOf(400, [88, 100])] });
  expect(ledeOf(ofSets, "en", progress)).toMatch(/A sample is right when all of its classes are\.$/);
  expect(ledeOf(ofSets, "de", progress)).toMatch(/wenn alle ihre Klassen es sind\.$/);
  expect(ledeOf(panel, "en", progress)).not.toMatch(/all of its classes/);
});

test("a score without an interval is told with the few labels that allow none, and no interval is spoken of beneath", () => {
  const point = pointOf(145, [34, 36]);
  expect(scoreLine("macroF1", point, wordsIn("en"), String)).toBe(
    "Macro F1 50.0\u00a0% on 36 holdout labels, which allow no interval, with 145 labels.",
  );
  const lede = (metric: "accuracy" | "macroF1") =>
    ledeOf(panelOf(enough), "en", progressOf({ metric, curve: [point] }));
  expect(lede("accuracy")).toMatch(/The interval holds the true accuracy 95 times in 100\.$/);
  expect(lede("macroF1")).toMatch(/No interval of macro F1 is known yet that holds\.$/);
});

test("beneath a curve that may be at the target nobody is told that labels are hardly worth it", () => {
  const needed = { labels: estimate(0, 0, 170), hours: null, money: null };
  const lede = ledeOf(
    panelOf(enough),
    "en",
    progressOf({
      target: 0.9,
      curve: [pointOf(430, [88, 100])],
      forecast: { kind: "forecast", needed, holdoutNeeded: 340 },
      path: byMetric([
        { labelsSpent: 430, score: estimate(0.89, 0.8, 0.92) },
        { labelsSpent: 600, score: estimate(0.92, 0.9, 0.94) },
      ]),
      advice: { kind: "growHoldout", nextHundred: null, priceOfHundred: null, stability: null },
    }),
  );
  expect(lede).toMatch(/about 340 holdout labels in all would tell\..* within 170 more labels/);
  expect(lede).not.toMatch(/flat/);
});

test("where the strategy draws at random its labels are not said to be picked by the model to teach most", () => {
  const { t } = wordsIn("en");
  const shares = { query: "70 %", holdout: "20 %", explore: "10 %" };
  expect(t("spent.queryHint", { isRandom: "true" })).toBe("picked by the strategy: at random now");
  expect(t("spent.meaning", { ...shares, isRandom: "true" })).not.toMatch(/teach most/);
  expect(t("spent.meaning", { ...shares, isRandom: "false" })).toMatch(
    /picked by the strategy to teach most, or at random while/,
  );
});
