import type { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { QueuedSample, QueueHealth } from "@/lib/contracts/queue";
import type { Format } from "../../../../_components/format";

export interface QueueWords {
  readonly t: ReturnType<typeof useTranslations<"queue">>;
  readonly format: Format;
}

/** What a headline is told of the project, besides its queue. */
export interface ProjectNow {
  readonly project: Pick<Panel["project"], "pausedBy" | "budget">;
  /** Newest first. */
  readonly models: readonly Pick<Panel["models"][number], "number">[];
}

/**
 * How the queue is, and its numbers in another sentence. What waits is not handed out while labeling is paused, so that comes
 * first. `now` is the server's, in milliseconds.
 */
export function headlineWords(
  queue: QueueHealth,
  { project, models }: ProjectNow,
  now: number,
  { t, format }: QueueWords,
): { sentence: string; lede: string } {
  // The newest model may be newer than the queue; it is said of the queue what its samples say of themselves.
  const ranked = queue.next.find(({ modelNumber }) => modelNumber !== null);
  const model = ranked?.modelNumber ?? queue.pinnedModelNumber ?? models[0]?.number;
  const facts = { unlabeled: queue.unlabeled, samples: queue.samples };
  if (queue.generation === null || queue.publishedAt === null) {
    const sentence = pausedFirst(project, t("headline.notRanked"), t);
    return { sentence, lede: t("headline.notRankedText", facts) };
  }
  const age = format.age((now - Date.parse(queue.publishedAt)) / 1000);
  const said = { ...facts, age, generation: queue.generation };
  return {
    sentence: pausedFirst(project, sentenceOf(queue, t), t),
    lede: model === undefined ? t("headline.rankedWithout", said) : t("headline.ranked", { ...said, model }),
  };
}

function pausedFirst(
  { pausedBy, budget }: ProjectNow["project"],
  sentence: string,
  t: QueueWords["t"],
): string {
  if (pausedBy === null) return sentence;
  const paused =
    pausedBy === "budget"
      ? t("headline.pausedByBudget", { budget: budget ?? 0 })
      : t("headline.pausedByLead");
  return `${paused} ${sentence}`;
}

function sentenceOf(queue: QueueHealth, t: QueueWords["t"]): string {
  const waiting = queue.waiting.query + queue.waiting.explore + queue.waiting.holdout;
  if (queue.unlabeled === 0) return t("headline.done");
  if (queue.pinnedModelNumber !== null) {
    return t("headline.frozen", { model: queue.pinnedModelNumber, waiting });
  }
  return waiting === 0 ? t("headline.usedUp") : t("headline.waiting", { waiting });
}

/** How it got its place: by its score, or by a draw, and with which chance. */
export function placeWords(sample: QueuedSample, { t, format }: QueueWords): string {
  const { slot, strategy, score, propensity } = sample;
  if (strategy === "requested") return t("place.requested");
  const among = Math.max(1, Math.round(1 / propensity));
  // Where the strategy asks for fewer than there are places.
  if (strategy === "random") return t(slot === "query" ? "place.filler" : "place.random", { among });
  const shown = format.significant(score, 3).replace("-", "\u2212");
  const chance = `${format.significant(100 * propensity, 2)}\u00a0%`;
  // What measures is drawn by chance alone: its score is only its place.
  if (slot === "holdout") return t("place.likelier", { chance });
  if (propensity < 1) return t("place.drawn", { score: shown, chance });
  return t("place.chosen", { score: shown });
}

/** What the model takes it for; of the holdout nobody is told. */
export function guessWords(
  { slot, suggestion, modelNumber }: QueuedSample,
  nameOf: ReadonlyMap<string, string>,
  { t, format }: QueueWords,
): string {
  if (slot === "holdout") return t("guess.hidden");
  if (suggestion === null) return t("guess.none");
  const model = modelNumber ?? 0;
  if (suggestion.classes.length === 0) return t("guess.ofNone", { model });
  const each = suggestion.classes.map(({ labelClassId, probability }) =>
    t("guess.class", { name: nameOf.get(labelClassId) ?? "", probability: format.wholePercent(probability) }),
  );
  return t("guess.is", { model, classes: each.join(", ") });
}
