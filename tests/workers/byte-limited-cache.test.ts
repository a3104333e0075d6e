import { expect, test } from "vitest";
import { createByteLimitedCache } from "@/workers/byte-limited-cache";

const bytesOf = (value: string) => value.length;

test("what was used longest ago makes room", () => {
  const cache = createByteLimitedCache(10, bytesOf);
  cache.set("a", "aaaa");
  cache.set("b", "bbbb");
  cache.get("a");
  cache.set("c", "cccc");
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual(["aaaa", undefined, "cccc"]);
});

test("a value that is too big is kept alone, and replaced values no longer count", () => {
  const cache = createByteLimitedCache(10, bytesOf);
  cache.set("a", "aaaa");
  cache.set("b", "b".repeat(20));
  expect([cache.get("a"), cache.get("b")?.length]).toEqual([undefined, 20]);
  cache.set("b", "b");
  cache.set("a", "a".repeat(9));
  expect([cache.get("a")?.length, cache.get("b")]).toEqual([9, "b"]);
  cache.delete("a");
  cache.set("c", "c".repeat(9));
  expect(cache.get("b")).toBe("b");
});
