import { expect, test } from "vitest";
import { holdoutQuota } from "@/lib/learning/evaluation/holdout-quota";
import { holdoutLabelsFor } from "@/lib/learning/evaluation/holdout-size";

const needs = {
  quota: 0.25,
  askedWidth: 0.1,
  sampling: "uniform" as const,
  activeWidth: null,
  holdoutLabels: 0,
  accuracy: 0.9,
};

test("a holdout grows until its interval is as narrow as asked, and no further", () => {
  const enough = holdoutLabelsFor(0.1, 0.9);
  expect(holdoutQuota({ ...needs, holdoutLabels: enough - 1 })).toBe(0.25);
  expect(holdoutQuota({ ...needs, holdoutLabels: enough })).toBe(0);
});

test("a holdout of which no width is asked grows on", () => {
  expect(holdoutQuota({ ...needs, askedWidth: null, holdoutLabels: 1_000_000 })).toBe(0.25);
});

test("a holdout that nobody was measured on grows for the widest interval there can be", () => {
  const widest = holdoutLabelsFor(0.1, 0.5);
  expect(widest).toBeGreaterThan(holdoutLabelsFor(0.1, 0.9));
  expect(holdoutQuota({ ...needs, accuracy: null, holdoutLabels: widest - 1 })).toBe(0.25);
  expect(holdoutQuota({ ...needs, accuracy: null, holdoutLabels: widest })).toBe(0);
});

test("a holdout that active testing draws grows until the interval of that is as narrow as asked", () => {
  const active = { ...needs, sampling: "active" as const, holdoutLabels: 1_000_000 };
  expect(holdoutQuota(active)).toBe(0.25);
  expect(holdoutQuota({ ...active, activeWidth: 0.11 })).toBe(0.25);
  expect(holdoutQuota({ ...active, activeWidth: 0.1 })).toBe(0);
});
