import type { useTranslations } from "use-intl";

export type EngineWords = ReturnType<typeof useTranslations<"engine">>;

/** A strategy's name for people; its id where nobody has named it. */
export function strategyName(id: string, t: EngineWords): string {
  return wordsAt(`strategies.${id}.name`, t) ?? id;
}

/** What a strategy does, in one sentence; null where nobody has written one. */
export function strategyText(id: string, t: EngineWords): string | null {
  return wordsAt(`strategies.${id}.text`, t);
}

/** A learner's name for people; its id where nobody has named it. */
export function learnerName(id: string, t: EngineWords): string {
  return wordsAt(`learners.${id}.name`, t) ?? id;
}

/** What a learner does, in one sentence; null where nobody has written one. */
export function learnerText(id: string, t: EngineWords): string | null {
  return wordsAt(`learners.${id}.text`, t);
}

/** An encoder's name for people; its id where nobody has named it. */
export function encoderName(id: string, t: EngineWords): string {
  return wordsAt(`encoders.${id}.name`, t) ?? id;
}

/** Of one encoder, or of several with commas between them, as a simulation names them. */
export function encoderNames(ids: string, t: EngineWords): string {
  return ids
    .split(", ")
    .map((id) => encoderName(id, t))
    .join(", ");
}

function wordsAt(path: string, t: EngineWords): string | null {
  const key = path as Parameters<EngineWords>[0];
  return t.has(key) ? t(key) : null;
}
