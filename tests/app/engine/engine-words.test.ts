import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { catalogues } from "@/app/_strings/catalogue";
import {
  encoderName,
  learnerName,
  learnerText,
  strategyName,
  strategyText,
} from "@/app/projects/[projectId]/_engine/engine-words";
import { ACTIVE_TESTING } from "@/lib/learning/active-testing/draw-likely-mistakes";
import { encoders } from "@/lib/learning/encoders/registry";
import { learners } from "@/lib/learning/learners/registry";
import { multiLabelStrategies } from "@/lib/learning/strategies/multi-label/registry";
import { strategies } from "@/lib/learning/strategies/registry";

const wordsIn = (locale: "en" | "de") =>
  createTranslator({ locale, messages: catalogues[locale], namespace: "engine" });
const languages = [wordsIn("en"), wordsIn("de")];

test("every rule that may pick a sample has a name and an explanation in every language", () => {
  const ids = [...strategies, ...multiLabelStrategies].map(({ id }) => id).concat("typical", ACTIVE_TESTING);
  for (const t of languages) {
    expect(ids.filter((id) => strategyText(id, t) === null)).toEqual([]);
    expect(new Set(ids.map((id) => strategyName(id, t))).size).toBe(ids.length);
  }
});

test("every learner has a name and an explanation in every language", () => {
  const ids = learners.map(({ id }) => id).concat("one-vs-rest");
  for (const t of languages) {
    expect(ids.filter((id) => learnerText(id, t) === null)).toEqual([]);
    expect(new Set(ids.map((id) => learnerName(id, t))).size).toBe(ids.length);
  }
});

test("every encoder has a name in every language", () => {
  const ids = Object.values(encoders).flatMap((ofKind) => ofKind.map(({ id }) => id));
  for (const t of languages) {
    expect(ids.filter((id) => encoderName(id, t) === id)).toEqual([]);
    expect(new Set(ids.map((id) => encoderName(id, t))).size).toBe(ids.length);
  }
});

test("what nobody has named goes by its id", () => {
  for (const t of languages) {
    expect(strategyName("newest-of-all", t)).toBe("newest-of-all");
    expect(strategyText("newest-of-all", t)).toBeNull();
    expect(learnerName("newest-of-all", t)).toBe("newest-of-all");
    expect(learnerText("newest-of-all", t)).toBeNull();
  }
});
