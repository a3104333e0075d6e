import { expect, test } from "vitest";
import { coalesce } from "@/lib/coalesce";

/** A run that ends when it is told to. */
function arrange() {
  const begun: string[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const call = coalesce(
    (key) =>
      new Promise((resolve, reject) => {
        begun.push(key);
        ends.push((error) => (error ? reject(error) : resolve()));
      }),
  );
  return { begun, ends, call };
}

test("calls during a run share the next one, which begins after them", async () => {
  const { begun, ends, call } = arrange();
  const first = call("a");
  const [second, third] = [call("a"), call("a")];
  expect(begun).toEqual(["a"]);
  ends[0]!();
  await first;
  await expect.poll(() => begun).toEqual(["a", "a"]);
  ends[1]!();
  await Promise.all([second, third]);
  expect(begun).toEqual(["a", "a"]);
});

test("keys do not wait for each other", () => {
  const { begun, call } = arrange();
  void call("a");
  void call("b");
  expect(begun).toEqual(["a", "b"]);
});

test("a run that fails tells its own callers, and the next one goes on", async () => {
  const { begun, ends, call } = arrange();
  const first = call("a");
  const second = call("a");
  ends[0]!(new Error("broken"));
  await expect(first).rejects.toThrow("broken");
  await expect.poll(() => begun.length).toBe(2);
  ends[1]!();
  await second;
  const third = call("a");
  expect(begun).toHaveLength(3);
  ends[2]!();
  await third;
});
