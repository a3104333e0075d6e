import type { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";
import type { EngineWords } from "../_engine/engine-words";
import { learnerReason, type Reason } from "../_engine/reason-words";

type Words = ReturnType<typeof useTranslations<"panel.models">>;
type Model = Panel["models"][number];

export interface NoteWords {
  readonly t: Words;
  readonly engine: EngineWords;
  readonly format: Format;
}

/** The reason for the chosen learners, and how many labels gave it; or else the settings. */
export interface ModelNote {
  readonly reason: Reason | null;
  readonly labels: number;
  /** In the page's language: `L2 0.01, log loss 0.42`. */
  readonly settings: string;
}

/**
 * What stands beneath each model, newest first: why it is what it is, and null where that is the same as for the
 * model above it.
 */
export function modelNotes(models: readonly Model[], { t, engine, format }: NoteWords): (ModelNote | null)[] {
  const notes = models.map((model) => noteOf(model, { t, engine, format }));
  return notes.map((note, i) => (isEmpty(note) || isSame(note, notes[i - 1]) ? null : note));
}

function noteOf({ chosen }: Model, { t, engine, format }: NoteWords): ModelNote {
  const reason = learnerReason(chosen, engine, format);
  if (reason === null) return { reason, labels: 0, settings: settingsOf(chosen, t, format) };
  return { reason, labels: Number(chosen.chosenAtLabels ?? 0), settings: "" };
}

function isEmpty({ reason, settings }: ModelNote): boolean {
  return reason === null && settings === "";
}

function isSame(note: ModelNote, above: ModelNote | undefined): boolean {
  return (
    note.reason?.text === above?.reason?.text &&
    note.labels === above?.labels &&
    note.settings === above.settings
  );
}

/** What is worth a place of all that a learner notes. */
const shown = ["l2", "crossValidationLogLoss"] as const;

function settingsOf(chosen: Model["chosen"], t: Words, format: Format): string {
  return shown
    .flatMap((name) =>
      name in chosen ? t(name, { value: format.significant(Number(chosen[name]), 3) }) : [],
    )
    .join(", ");
}
