import { expect, test } from "vitest";
import { stateNotes } from "@/app/projects/[projectId]/_panel/state-words";
import type { Panel } from "@/lib/contracts/panel";
import { wordsIn } from "./progress-of";

const notesOf = (project: Partial<Panel["project"]>, newest = 248, language: "en" | "de" = "en") => {
  const state = { pausedBy: null, pinnedModelNumber: null, budget: 430, ...project };
  const panel = { project: state, models: [{ number: newest }] } as Panel;
  return stateNotes(panel, wordsIn(language).t);
};

test("a project that goes on has nothing to say of its state", () => {
  expect(notesOf({})).toEqual([]);
});

test("a pause says who ended what, and leads to where it is ended", () => {
  expect(notesOf({ pausedBy: "lead" })).toEqual([
    {
      kind: "paused",
      words: "Labeling is paused: no samples are handed out.",
      page: "settings",
      link: "End the pause under Settings",
    },
  ]);
  expect(notesOf({ pausedBy: "budget" })[0]!.words).toMatch(/the budget of 430 labels is spent\.$/);
});

test("a frozen model is named, and beside it the one that is measured where that is another", () => {
  const [older] = notesOf({ pinnedModelNumber: 150 });
  expect(older).toMatchObject({ kind: "frozen", page: "queue" });
  expect(older!.words).toBe(
    "Model 150 is frozen: it ranks the pool, and no new one is trained. Measured here: model 248, the newest.",
  );
  expect(notesOf({ pinnedModelNumber: 248 })[0]!.words).not.toMatch(/Measured/);
  expect(notesOf({ pinnedModelNumber: 150 }, 248, "de")[0]!.words).toMatch(/^Modell 150 ist eingefroren/);
  expect(notesOf({ pinnedModelNumber: 150, pausedBy: "lead" }).map(({ kind }) => kind)).toEqual([
    "paused",
    "frozen",
  ]);
});
