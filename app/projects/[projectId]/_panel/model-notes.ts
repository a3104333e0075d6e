import type { Panel } from "@/lib/contracts/panel";
import { formatPlural } from "../../../_components/format";

type Model = Panel["models"][number];

/**
 * What stands beneath each model, newest first: why it is what it is, and null where that is the same as for the
 * model above it.
 */
export function modelNotes(models: readonly Model[]): (string | null)[] {
  const notes = models.map(noteOf);
  return notes.map((note, i) => (note === "" || note === notes[i - 1] ? null : note));
}

/** The reason for the chosen learners and how many labels gave it, or else the settings: `L2 0.01, log loss 0.42`. */
function noteOf({ chosen }: Model): string {
  if (!chosen.reason) return settingsOf(chosen);
  const reason = String(chosen.reason).replaceAll(" %", "\u00a0%");
  const labels = Number(chosen.chosenAtLabels ?? 0);
  return labels > 0 ? `Compared at ${formatPlural(labels, "label")}: ${reason}` : reason;
}

/** What is worth a place of all that a learner notes. */
const words: Record<string, string> = { l2: "L2", crossValidationLogLoss: "log loss" };

function settingsOf(chosen: Model["chosen"]): string {
  return Object.entries(chosen)
    .flatMap(([name, value]) => (words[name] ? `${words[name]} ${Number(Number(value).toPrecision(3))}` : []))
    .join(", ");
}
