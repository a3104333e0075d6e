import type { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";

type Words = ReturnType<typeof useTranslations<"panel.models">>;
type Model = Panel["models"][number];

/**
 * What stands beneath each model, newest first: why it is what it is, and null where that is the same as for the
 * model above it.
 */
export function modelNotes(models: readonly Model[], t: Words, format: Format): (string | null)[] {
  const notes = models.map((model) => noteOf(model, t, format));
  return notes.map((note, i) => (note === "" || note === notes[i - 1] ? null : note));
}

/** The reason for the chosen learners and how many labels gave it, or else the settings: `L2 0.01, log loss 0.42`. */
function noteOf({ chosen }: Model, t: Words, format: Format): string {
  if (!chosen.reason) return settingsOf(chosen, t, format);
  const reason = String(chosen.reason).replaceAll(" %", "\u00a0%");
  const labels = Number(chosen.chosenAtLabels ?? 0);
  return labels > 0 ? t("comparedAt", { labels, reason }) : reason;
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
