import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { type ProjectState, stepWords, workerWords } from "@/app/projects/[projectId]/_panel/worker-words";
import type { Panel } from "@/lib/contracts/panel";
import { jobs } from "@/lib/jobs/jobs";
import { encodingSteps } from "@/lib/learning/encoders/encoding-steps";

const now = Date.parse("2026-11-30T12:00:00.000Z");
const waiting: Panel["worker"] = {
  alive: 1,
  lastSeenAt: null,
  activity: null,
  activitySince: null,
  encoding: null,
  lastError: null,
};

const running = { pausedBy: null, pinnedModelNumber: null };

const said = (
  worker: Partial<Panel["worker"]>,
  locale: "en" | "de" = "en",
  state: ProjectState = running,
) => {
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: "panel.worker" });
  return workerWords({ ...waiting, ...worker }, state, now, t, formatIn(locale));
};

test("a worker is said to wait, or what it does and for how long", () => {
  expect(said({})).toBe("The worker waits for labels");
  const busy = { activity: "round", activitySince: "2026-11-30T11:59:56.000Z" };
  expect(said(busy)).toBe("Now: training and ranking the pool, for 4\u00a0s");
  expect(said(busy, "de")).toBe("Gerade: trainieren und den Bestand ordnen, seit 4\u00a0s");
});

test("where none is left it is said since when, and what was broken off", () => {
  expect(said({ alive: 0 })).toMatch(/^No worker is running\./);
  const gone = { alive: 0, lastSeenAt: "2026-11-30T11:55:00.000Z" };
  expect(said(gone)).toMatch(/^No worker has been heard for 5\u00a0min\. Labels are safe/);
  expect(said({ ...gone, activity: "graph", activitySince: gone.lastSeenAt })).toMatch(
    /^No worker has been heard for 5\u00a0min; its last work here: finding neighbours\./,
  );
});

test("every kind of job has words in every language", () => {
  for (const locale of ["en", "de"] as const) {
    const all = Object.keys(jobs).map((activity) =>
      said({ activity, activitySince: new Date(now).toISOString() }, locale),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain(
      said({ activity: "none of them", activitySince: new Date(now).toISOString() }, locale),
    );
  }
});

test("what an encoder does is said in the page's language, with the encoder's name while several are compared", () => {
  for (const locale of ["en", "de"] as const) {
    const messages = catalogues[locale];
    const t = createTranslator({ locale, messages, namespace: "panel.worker" });
    const engine = createTranslator({ locale, messages, namespace: "engine" });
    const steps = [...Object.keys(encodingSteps), "encode-pool", "find-neighbours"];
    expect(steps.filter((step) => stepWords(step, t, engine) === null)).toEqual([]);
    expect(stepWords("tfidf-svd: read-texts", t, engine)).toBe(
      { en: "Weighted words: Reading texts", de: "Gewichtete Wörter: Texte lesen" }[locale],
    );
    expect(stepWords("Counting words", t, engine)).toBeNull();
  }
});

test("a worker that waits while labeling is paused or a model frozen says so, and one at work what it does", () => {
  const paused = { pausedBy: "lead", pinnedModelNumber: null } as const;
  const frozen = { pausedBy: null, pinnedModelNumber: 150 };
  expect(said({}, "en", paused)).toBe("Labeling is paused; the worker waits");
  expect(said({}, "en", frozen)).toMatch(/^Model 150 is frozen; .* trains no other$/);
  expect(said({}, "de", frozen)).toMatch(/^Modell 150 ist eingefroren/);
  const busy = { activity: "round", activitySince: "2026-11-30T11:59:56.000Z" };
  expect(said(busy, "en", paused)).toMatch(/^Now: training/);
  expect(said({ alive: 0 }, "en", paused)).toMatch(/^No worker is running/);
});
