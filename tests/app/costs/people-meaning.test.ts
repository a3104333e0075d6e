import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { type Person, peopleMeaning } from "@/app/projects/[projectId]/costs/people-meaning";

const person = (
  name: string,
  labels: number,
  medianSeconds: number | null,
  rest: Partial<Person> = {},
): Person => ({
  ...{ name, labels, medianSeconds, isOracle: false, activeSeconds: labels * (medianSeconds ?? 1) },
  ...rest,
});

const said = (people: readonly Person[], locale: "en" | "de" = "en") => {
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: "costs.people" });
  return peopleMeaning(people, t, formatIn(locale));
};

test("who took most of the time is said with their share of the labels, and who is slower where it is more than chance", () => {
  const people = [person("Ada", 300, 2), person("Grace", 100, 9)];
  expect(said(people)).toBe(
    "Grace took 60\u00a0% of the active time of 2 people and gave 25\u00a0% of the labels. At the median Grace takes " +
      "longest, 9.0\u00a0s a label, and Ada shortest, 2.0\u00a0s: more than chance explains, though not everybody has " +
      "the same samples.",
  );
  expect(said(people, "de")).toMatch(
    /^Auf Grace entfallen 60\u00a0% der aktiven Zeit von 2 Personen und 25\u00a0% der Labels/,
  );
});

test("a difference that so few labels make by chance is said to be no more than that", () => {
  expect(said([person("Ada", 20, 2), person("Grace", 20, 3)])).toMatch(
    /with so few labels that may be chance\.$/,
  );
  expect(said([person("Ada", 200, 2), person("Grace", 9, 30)])).toMatch(/10 labels each\.$/);
});

test("one person is compared with nobody, and played answers took no one's time", () => {
  const oracle = person("Ada", 500, 1, { isOracle: true });
  expect(said([person("Grace", 40, 3), oracle])).toBe("All of the active time is that of Grace.");
  expect(said([oracle])).toBeNull();
  expect(said([])).toBeNull();
});
