import type { ReactNode } from "react";
import { type Chosen, heldOutLossesOf } from "@/lib/contracts/chosen";
import { english } from "../../../_components/english";
import type { Format } from "../../../_components/format";
import { type EngineWords, encoderName, learnerName } from "./engine-words";

/** Why something was chosen. Older releases stored nothing but an English sentence. */
export interface Reason {
  readonly text: string;
  readonly isEnglish: boolean;
}

/** How a reason stands among words in the page's language. */
export function whyTag({ isEnglish }: Reason): (words: ReactNode) => ReactNode {
  return isEnglish ? english : (words) => words;
}

/** Why a model's learner is what it is; null where nothing was compared. */
export function learnerReason(chosen: Chosen, t: EngineWords, format: Format): Reason | null {
  const text = learnerWords(chosen, t, format);
  if (text !== null) return { text, isEnglish: false };
  return chosen.reason === undefined ? null : written(String(chosen.reason));
}

function learnerWords(chosen: Chosen, t: EngineWords, format: Format): string | null {
  switch (chosen.because) {
    case "held-out":
      return mixWords(chosen, t, format);
    case "too-few-labels":
      return t("reasons.tooFewLabels");
    case "one-vs-rest": {
      const partial = Number(chosen.partialLabels);
      const facts = { classes: Number(chosen.classes), learner: learnerName(String(chosen.eachClass), t) };
      return partial === 0
        ? t("reasons.oneVsRest", facts)
        : t("reasons.oneVsRestPartial", { ...facts, partial });
    }
    default:
      return null;
  }
}

/** The learners in the mix, heaviest first, and how each of those that were compared did alone. */
function mixWords(chosen: Chosen, t: EngineWords, format: Format): string {
  const compared = heldOutLossesOf(chosen);
  const parts = compared
    .flatMap(({ id }) => (typeof chosen[id] === "number" ? [{ id, weight: chosen[id] }] : []))
    .sort((a, b) => b.weight - a.weight)
    .map(({ id, weight }) =>
      t("reasons.part", { weight: format.wholePercent(weight), learner: learnerName(id, t) }),
    )
    .join(" + ");
  const facts = { parts, loss: format.decimals(Number(chosen.crossValidationLogLoss), 2) };
  if (compared.length === 1) return t("reasons.only", facts);
  const alone = compared.map(({ id, loss }) =>
    t("reasons.alone", { learner: learnerName(id, t), loss: format.decimals(loss, 2) }),
  );
  return t("reasons.mixed", { ...facts, alone: alone.join(", ") });
}

interface ChosenEncoder {
  readonly name: string;
  readonly chosenBecause: string | null;
  readonly chosenBy: Chosen | null;
}

/** Why the encoder is what it is; null where nobody chose. */
export function encoderReason(encoder: ChosenEncoder, t: EngineWords, format: Format): Reason | null {
  const text = encoder.chosenBy && encoderWords(encoder.name, encoder.chosenBy, t, format);
  if (text !== null) return { text, isEnglish: false };
  return encoder.chosenBecause === null ? null : written(encoder.chosenBecause);
}

function encoderWords(name: string, chosenBy: Chosen, t: EngineWords, format: Format): string | null {
  if (chosenBy.because === "too-few-labels") {
    return t("reasons.encoderTooFewLabels", { labels: Number(chosenBy.comparedFrom) });
  }
  if (chosenBy.because === "no-class-shared") return t("reasons.encoderNoClassShared");
  const compared = heldOutLossesOf(chosenBy);
  const own = compared.find(({ id }) => id === name);
  if (!own) return null;
  const facts = { loss: format.decimals(own.loss, 2), labels: Number(chosenBy.labels) };
  const others = compared
    .filter((one) => one !== own)
    .map(({ id, loss }) =>
      t("reasons.alone", { learner: encoderName(id, t), loss: format.decimals(loss, 2) }),
    );
  if (others.length === 0) return t("reasons.encoderLoss", facts);
  // Another may be better by less than the choice asks for.
  const isKept = compared.some(({ loss }) => loss < own.loss);
  return t(isKept ? "reasons.encoderKept" : "reasons.encoderLossOf", { ...facts, others: others.join(", ") });
}

/** A sentence of the server's, whose numbers keep their unit beside them. */
function written(sentence: string): Reason {
  return { text: sentence.replaceAll(" %", "\u00a0%"), isEnglish: true };
}
