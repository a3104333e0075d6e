import { expect, test } from "vitest";
import { answerKey, majorityOf } from "@/lib/measuring/majority";

test("an answer is the same in whatever order its classes are, and none is an answer, too", () => {
  expect(answerKey(["b", "a"])).toBe(answerKey(["a", "b"]));
  expect(answerKey([])).not.toBe(answerKey(["a"]));
});

test("more than half are a majority, half are none", () => {
  expect(majorityOf(["a", "b", "a"])).toBe("a");
  expect(majorityOf(["", "", "a"])).toBe("");
  expect(majorityOf(["a", "b"])).toBeNull();
  expect(majorityOf(["a", "a", "b", "c"])).toBeNull();
  expect(majorityOf([])).toBeNull();
});
