import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdLines } from "@/bin/supervisor/hold-lines";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("lines are shown in order, a moment later", () => {
  const said: string[] = [];
  const lines = holdLines((line) => said.push(line), 500);
  lines.show("one");
  vi.advanceTimersByTime(499);
  lines.show("two");
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(["one", "two"]);
  lines.show("three");
  lines.flush();
  expect(said).toEqual(["one", "two", "three"]);
});

test("what is dropped is never shown, nor what comes after it", () => {
  const said: string[] = [];
  const lines = holdLines((line) => said.push(line), 500);
  lines.show("a broken connection");
  lines.drop();
  lines.show("another");
  vi.advanceTimersByTime(1_000);
  lines.flush();
  expect(said).toEqual([]);
});
