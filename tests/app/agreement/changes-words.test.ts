import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { pairsCsv } from "@/app/projects/[projectId]/agreement/_agreement/changes-csv";
import { changesWords, pairsWords } from "@/app/projects/[projectId]/agreement/_agreement/changes-words";
import type { LabelChanges } from "@/lib/contracts/trends";

const [ham, spam] = ["ham", "spam"];

const changes = (of: Partial<LabelChanges>): LabelChanges => ({
  ...{ task: "single", step: "day", bins: [], share: null, since: null, pairs: [], classes: [], unlisted: 0 },
  totals: { labels: 400, changed: 9, takenBack: 2, overruled: 1 },
  labelClasses: [
    { id: ham, name: "Ham", position: 0 },
    { id: spam, name: "Spam", position: 1 },
  ],
  ...of,
});

function saidIn(locale: "en" | "de") {
  const common = { locale, messages: catalogues[locale] };
  const ofChanges = createTranslator({ ...common, namespace: "trends.changes" });
  const ofPairs = createTranslator({ ...common, namespace: "trends.pairs" });
  return {
    all: (of: Partial<LabelChanges>) => changesWords(changes(of), ofChanges, formatIn(locale)),
    pairs: (of: Partial<LabelChanges>) => pairsWords(changes(of), ofPairs),
  };
}

const { all, pairs } = saidIn("en");

test("it says how many did not last, of how many and why", () => {
  expect(all({})).toBe(
    "12 labels did not last, 3.0 for each 100 given: 9 changed, 2 taken back, 1 overruled.",
  );
  expect(saidIn("de").all({})).toBe(
    "12 Labels blieben nicht wie vergeben; das sind 3,0 je 100 vergebene: 9 geändert, 2 zurückgenommen, 1 überstimmt.",
  );
  const none = { changed: 0, takenBack: 0, overruled: 0 };
  expect(all({ totals: { labels: 30, ...none } })).toBe("All 30 labels given so far stand as given.");
  expect(all({ totals: { labels: 0, ...none } })).toBe("No label has been given yet.");
  // Where only corrections are looked at, or nobody's labels were timed.
  expect(all({ totals: { labels: 0, changed: 1, takenBack: 0, overruled: 0 } })).toBe(
    "1 label did not last: 1 changed, 0 taken back, 0 overruled.",
  );
});

test("more than before is told where chance does not explain it", () => {
  expect(all({ share: { newest: 0.1, before: 0.02, isTelling: true } })).toMatch(
    /Most recently it was 10\.0 for each 100, up from 2\.0 on the day of work before: more than chance explains\.$/,
  );
  expect(all({ share: { newest: 0.02, before: 0.1, isTelling: true }, step: "hour" })).toMatch(
    /down from 10\.0 in the hour/,
  );
  expect(all({ share: { newest: 0.1, before: 0.02, isTelling: false } })).toMatch(/that may be chance\.$/);
});

test("the most frequent pair is named, and whether it stands out", () => {
  const pair = (count: number, to: string | null = spam) => ({ from: ham, to, count });
  expect(pairs({ pairs: [pair(40), { from: spam, to: ham, count: 5 }] })).toBe(
    "Most often “Ham” became “Spam” (40 times): a clearer definition of the two may help.",
  );
  expect(pairs({ pairs: [pair(6), { from: spam, to: ham, count: 5 }] })).toMatch(
    /\(6 times\), but not distinguishably more often than the next\.$/,
  );
  expect(pairs({ pairs: [pair(1, null)] })).toMatch(/^Most often “Ham” was taken back \(once\)/);
  expect(pairs({ task: "multi", classes: [{ id: spam, added: 20, removed: 10 }] })).toBe(
    "“Spam” was changed most often (30 times): a clearer definition may help.",
  );
});

test("files name classes, and leave the cell of no label empty", () => {
  expect(pairsCsv(changes({ pairs: [{ from: ham, to: null, count: 3 }] }))).toEqual([
    ["from", "to", "labels"],
    ["Ham", null, 3],
  ]);
  expect(pairsCsv(changes({ task: "multi", classes: [{ id: spam, added: 2, removed: 1 }] }))[1]).toEqual([
    "Spam",
    2,
    1,
  ]);
});
