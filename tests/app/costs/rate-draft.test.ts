import { expect, test } from "vitest";
import { readRateDraft } from "@/app/projects/[projectId]/costs/rate-draft";

const right = { rate: false, currency: false };

test("only what was typed is changed", () => {
  expect(readRateDraft({}, "en")).toEqual({ change: {}, wrong: right });
  expect(readRateDraft({ rate: "24,50" }, "de")).toEqual({ change: { hourlyRate: 24.5 }, wrong: right });
  expect(readRateDraft({ rate: " " }, "en").change).toEqual({ hourlyRate: null });
  expect(readRateDraft({ currency: "eur" }, "en").change).toEqual({ currency: "EUR" });
});

test("a rate that is no amount or too high, and a currency that is none, are wrong", () => {
  expect(readRateDraft({ rate: "99,999,999" }, "en").wrong).toEqual({ rate: true, currency: false });
  expect(readRateDraft({ rate: "dear", currency: "dollar" }, "en").wrong).toEqual({
    rate: true,
    currency: true,
  });
});
