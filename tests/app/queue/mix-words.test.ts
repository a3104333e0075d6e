import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { mixCsv, mixWords, waitsCsv, waitsWords } from "@/app/projects/[projectId]/queue/_queue/mix-words";
import type { QueueShare, QueueWait } from "@/lib/contracts/queue";

const wordsIn = (locale: "en" | "de") => {
  const options = { locale, messages: catalogues[locale] };
  return {
    t: createTranslator({ ...options, namespace: "queue" }),
    engine: createTranslator({ ...options, namespace: "engine" }),
    format: formatIn(locale),
  };
};

const mix: QueueShare[] = [
  { slot: "query", strategy: "facility-location", entries: 60, labeled: 12, leased: 5 },
  { slot: "explore", strategy: "random", entries: 20, labeled: 0, leased: 1 },
];

test("the sentence names the rule that brought most, and what became of the queue", () => {
  expect(mixWords(mix, wordsIn("en"))).toBe(
    "“Uncertain and standing for others” (query) brought 75\u00a0% of the 80 entries; 12 have a label by now, 6 are handed out.",
  );
  expect(mixWords(mix.slice(1), wordsIn("de"))).toBe(
    "„Zufällig“ (Zufallsarm) brachte 100\u00a0% von 20 Einträgen; keiner hat inzwischen ein Label, 1 ist ausgegeben.",
  );
  expect(mixWords([], wordsIn("en"))).toBeNull();
});

test("what waits longest is said of every kind in every language", () => {
  const wait = (kind: QueueWait["kind"], longestSeconds: number): QueueWait => {
    return { kind, samples: 3, medianSeconds: 1, longestSeconds };
  };
  const { t, format } = wordsIn("en");
  expect(waitsWords([wait("queue", 40), wait("leased", 720)], t, format)).toBe(
    "Longest waits what is handed out: one answer has been awaited for 12\u00a0min.",
  );
  expect(waitsWords([], t, format)).toBeNull();
  for (const locale of ["en", "de"] as const) {
    const words = wordsIn(locale);
    const said = (["queue", "requested", "leased", "stuck", "second"] as const).map((kind) =>
      waitsWords([wait(kind, 40)], words.t, words.format),
    );
    expect(new Set(said).size).toBe(5);
    for (const sentence of said) expect(sentence).toContain("40\u00a0s");
  }
});

test("files have ids and plain numbers", () => {
  expect(mixCsv(mix)).toEqual([
    ["slot", "strategy", "entries", "labeled", "held", "waiting"],
    ["query", "facility-location", 60, 12, 5, 43],
    ["explore", "random", 20, 0, 1, 19],
  ]);
  expect(waitsCsv([{ kind: "stuck", samples: 2, medianSeconds: 4.5, longestSeconds: 9 }])[1]).toEqual([
    "stuck",
    2,
    4.5,
    9,
  ]);
});
