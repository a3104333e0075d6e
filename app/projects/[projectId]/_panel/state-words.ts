import type { Panel } from "@/lib/contracts/panel";
import type { Words } from "./use-words";

export interface StateNote {
  readonly kind: "paused" | "frozen";
  readonly words: string;
  /** The page of the project where it is ended, and its link. */
  readonly page: "settings" | "queue";
  readonly link: string;
}

/** What keeps a project from labeling or learning on, because somebody wanted it so. */
export function stateNotes(
  { project, models }: Pick<Panel, "project" | "models">,
  t: Words["t"],
): StateNote[] {
  const { pausedBy, pinnedModelNumber: pinned, budget } = project;
  const notes: StateNote[] = [];
  if (pausedBy === "budget") {
    const words = t("state.pausedByBudget", { budget: budget ?? 0 });
    notes.push({ kind: "paused", words, page: "settings", link: t("state.raiseBudget") });
  } else if (pausedBy !== null) {
    notes.push({
      kind: "paused",
      words: t("state.pausedByLead"),
      page: "settings",
      link: t("state.endPause"),
    });
  }
  if (pinned !== null) {
    const newest = models[0]?.number ?? pinned;
    const words = t(newest === pinned ? "state.frozen" : "state.frozenOlder", { pinned, newest });
    notes.push({ kind: "frozen", words, page: "queue", link: t("state.toRounds") });
  }
  return notes;
}
