import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { throughputCsv, timeCsv } from "@/app/projects/[projectId]/costs/pace-csv";
import { throughputWords, timeWords } from "@/app/projects/[projectId]/costs/pace-words";
import type { Compared, Pace, PaceBin } from "@/lib/contracts/trends";

const bin = (perHour: number | null, seconds: number | null): PaceBin => {
  const estimate = (value: number | null) =>
    value === null ? null : { value, low: value / 2, high: value * 2 };
  return {
    start: "2026-03-01T09:00",
    ...{
      labels: 20,
      workedSeconds: 123.4567,
      perHour: estimate(perHour),
      timed: 18,
      seconds: estimate(seconds),
    },
  };
};

const pace = (bins: readonly PaceBin[], compared: Compared, step: Pace["step"] = "hour"): Pace => ({
  ...{ step, bins: [...bins], perHour: compared, seconds: compared },
});

function saidIn(locale: "en" | "de") {
  const common = { locale, messages: catalogues[locale] };
  const throughput = createTranslator({ ...common, namespace: "trends.throughput" });
  const time = createTranslator({ ...common, namespace: "trends.time" });
  return {
    throughput: (of: Pace) => throughputWords(of, throughput, formatIn(locale)),
    time: (of: Pace) => timeWords(of, time, formatIn(locale)),
  };
}

const { throughput, time } = saidIn("en");

test("a change of pace is told where it is more than chance", () => {
  const bins = [bin(1300, 3), bin(520, 6)];
  expect(throughput(pace(bins, { newest: 520, before: 1300, isTelling: true }))).toBe(
    "Most recently an hour brought 520 labels, down from 1,300 in the hour of work before: more than chance explains, " +
      "though it also depends on how many people work at once.",
  );
  expect(throughput(pace(bins, { newest: 1300, before: 520, isTelling: true }, "day"))).toMatch(
    /1,300 labels, up from 520 on the day of work before: more than chance explains/,
  );
  expect(time(pace(bins, { newest: 6, before: 3, isTelling: true }, "quarter"))).toBe(
    "Most recently a label took 6.0\u00a0s at the median, longer than the 3.0\u00a0s of the quarter of an hour of work " +
      "before: more than chance explains. The samples may be harder, or the people others.",
  );
  expect(time(pace(bins, { newest: 3, before: 6, isTelling: true }))).toMatch(/shorter than the 6\.0/);
});

test("a change that may be chance is said to be no more than that", () => {
  const compared = { newest: 520, before: 1300, isTelling: false };
  expect(throughput(pace([bin(1300, 3), bin(520, 6)], compared))).toMatch(/; that may be chance\.$/);
  expect(saidIn("de").throughput(pace([bin(1300, 3), bin(520, 6)], compared))).toBe(
    "Zuletzt brachte eine Stunde 520 Labels, nach 1.300 in der Stunde mit Arbeit davor; das kann Zufall sein.",
  );
});

test("one point is compared with nothing, and none is no pace", () => {
  expect(throughput(pace([bin(300, 4), bin(null, null)], null))).toMatch(
    /^So far an hour brought 300 labels;/,
  );
  expect(time(pace([bin(300, 4), bin(null, null)], null))).toMatch(/^So far a label took 4\.0\u00a0s/);
  expect(throughput(pace([bin(null, null)], null))).toMatch(/not known yet/);
  expect(time(pace([], null))).toMatch(/not known yet/);
});

test("files have the figures to a thousandth, and empty cells where there are none", () => {
  expect(throughputCsv([bin(520, 6)])[1]).toEqual(["2026-03-01T09:00", 20, 123.457, 520, 260, 1040]);
  expect(timeCsv([bin(520, null)])[1]).toEqual(["2026-03-01T09:00", 18, null, null, null]);
});
