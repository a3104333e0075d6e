import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { meaningOf } from "@/app/projects/[projectId]/simulate/meaning-of";
import type { Simulation, SimulationComparison, SimulationReport } from "@/lib/contracts/simulations";

const words = {
  t: createTranslator({ locale: "en", messages: catalogues.en, namespace: "simulate.result" }),
  engine: createTranslator({ locale: "en", messages: catalogues.en, namespace: "engine" }),
  format: formatIn("en"),
};

type Told = Pick<SimulationComparison, "verdict" | "points"> & Partial<SimulationComparison>;

/** With an interval of a point to either side where none is given. */
function said(compared: Readonly<Record<string, Told>>): string {
  const strategies = Object.entries(compared).map(([strategy, versusRandom]) => ({
    strategy,
    curve: [],
    area: null,
    labelsToTarget: null,
    versusRandom: {
      interval: { low: versusRandom.points - 1, high: versusRandom.points + 1 },
      ...versusRandom,
      saved: null,
    },
  }));
  const request = { budget: 100, seeds: 3 } as Simulation["request"];
  return meaningOf({ request } as Simulation, { strategies } as unknown as SimulationReport, words);
}

test("a strategy that is better for certain is told of before one that looks better and may not be", () => {
  expect(
    said({
      entropy: { verdict: "indistinguishable", points: 3 },
      margin: { verdict: "better", points: 2 },
    }),
  ).toBe(
    "“Smallest margin” was 2.0 points better than random labeling on the way to 100 labels (1.0–3.0, 95 % interval over 3 repeats).",
  );
});

test("what a report of an earlier version told apart without an interval is not claimed", () => {
  expect(said({ margin: { verdict: "better", points: 9, interval: null } })).toMatch(/^Not yet distinguish/);
});

test("every strategy is called worse only where none of them may be as good", () => {
  const margin = { verdict: "worse", points: -1 } as const;
  expect(said({ margin, entropy: { verdict: "indistinguishable", points: -2 } })).toMatch(
    /^Not yet distinguishable: with 3 repeats “Highest entropy” may be better or worse/,
  );
  expect(said({ margin, entropy: { verdict: "worse", points: -2 } })).toMatch(
    /^Every strategy was worse .* by 1\.0 points at best\.$/,
  );
  expect(said({ margin })).toMatch(/^“Smallest margin” was worse .* by 1\.0 points\.$/);
});

test("of several repeats it is said that points are the mean difference, not that of the middle areas", () => {
  const points = /Points: how far the areas .* in the same repeat, on average over the repeats;/;
  expect(words.t("note", { seeds: 3 })).toMatch(points);
  expect(words.t("note", { seeds: 1 })).not.toMatch(/Points:/);
});
