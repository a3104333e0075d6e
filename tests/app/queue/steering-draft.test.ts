import { expect, test } from "vitest";
import { changesOf, draftOf } from "@/app/projects/[projectId]/queue/_queue/steering-draft";
import type { ProjectSettings } from "@/lib/contracts/projects";

const settings = {
  strategy: "auto",
  exploreShare: 0.1,
  holdoutQuota: 0.25,
  labelsPerRound: 5,
  holdoutSampling: "uniform",
} as ProjectSettings;
const saved = draftOf(settings, "en");

test("shares are shown as percentages, and only what differs is sent", () => {
  expect(saved).toMatchObject({ exploreShare: "10", holdoutQuota: "25", labelsPerRound: "5" });
  expect(changesOf(saved, saved, "en")).toEqual({ changes: {}, wrong: [] });
  expect(changesOf(saved, { ...saved, exploreShare: "12,5", strategy: "margin" }, "en")).toEqual({
    changes: { exploreShare: 0.125, strategy: "margin" },
    wrong: [],
  });
});

test("shares stand in the fields as the language writes them, and are read back so", () => {
  const odd = { ...settings, exploreShare: 0.125 };
  const german = draftOf(odd, "de");
  expect(german.exploreShare).toBe("12,5");
  expect(changesOf(german, { ...german, strategy: "margin" }, "de").changes).toEqual({ strategy: "margin" });
});

test("fields that hold something else than they may are named, and nothing is sent", () => {
  const draft = { ...saved, exploreShare: "51", holdoutQuota: "", labelsPerRound: "2.5", strategy: "margin" };
  expect(changesOf(saved, draft, "en")).toEqual({
    changes: {},
    wrong: ["exploreShare", "holdoutQuota", "labelsPerRound"],
  });
});
