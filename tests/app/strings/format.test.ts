import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";

const [en, de] = [formatIn("en"), formatIn("de")];

test("counts and shares are written as the language does, with a space before the percent sign that does not break", () => {
  expect([en.count(11_289), de.count(11_289)]).toEqual(["11,289", "11.289"]);
  expect([en.percent(0.841), de.percent(0.841)]).toEqual(["84.1\u00a0%", "84,1\u00a0%"]);
  expect([en.points(1), en.wholePercent(0.5), de.decimals(0.425, 2), en.significant(0.42123, 3)]).toEqual([
    "100.0",
    "50\u00a0%",
    "0,43",
    "0.421",
  ]);
});

test("a duration is told in the unit it is read in", () => {
  const told = [0.4, 12.4, 180, 7_300, 5 * 86_400].map(de.duration);
  expect(told).toEqual(["0,4\u00a0s", "12\u00a0s", "3\u00a0min", "2\u00a0h", "5 Tage"]);
  expect(en.duration(5 * 86_400)).toBe("5 days");
  expect([en.age(4.9), en.age(-1), en.age(200)]).toEqual(["4\u00a0s", "0\u00a0s", "3\u00a0min"]);
});

test("working time is told in hours and minutes, and money as its currency is written", () => {
  expect([40, 720, 3600, 4200, 50_400].map(en.effort)).toEqual([
    "40\u00a0s",
    "12\u00a0min",
    "1\u00a0h",
    "1\u00a0h\u00a010\u00a0min",
    "14\u00a0h",
  ]);
  expect([en.money(24.3, "USD"), en.money(4.5, "USD"), en.money(0, "EUR")]).toEqual(["$24", "$4.50", "€0"]);
  expect([en.money(0.0241, "EUR"), de.money(0.0241, "EUR"), en.money(0.34, "EUR")]).toEqual([
    "€0.024",
    "0,024\u00a0€",
    "€0.34",
  ]);
  expect([en.amount(2, "EUR", 2), en.amount(10, "EUR", 2), en.amount(-10, "EUR", 0)]).toEqual([
    "€2.00",
    "€10.00",
    "−€10",
  ]);
  expect([de.money(1240.2, "EUR"), en.money(950, "JPY")]).toEqual(["1.240\u00a0€", "¥950"]);
  expect([en.price(20.5, "USD"), en.price(20, "USD")]).toEqual(["$20.50", "$20"]);
});

test("bytes are told in powers of a thousand", () => {
  expect([0, 999, 3_400_000, 340_000_000].map(en.bytes)).toEqual([
    "0 bytes",
    "999 bytes",
    "3.4\u00a0MB",
    "340\u00a0MB",
  ]);
  expect(de.bytes(3_400_000)).toBe("3,4\u00a0MB");
});
