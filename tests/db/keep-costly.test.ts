import { expect, test } from "vitest";
import { keepCostly } from "@/db/keep-costly";

/** A reader that takes so many milliseconds by a clock of its own. */
function arrange(takesMs: number) {
  let clock = 0;
  let reads = 0;
  const read = keepCostly(
    async (key) => {
      reads += 1;
      clock += takesMs;
      return `${key} ${reads}`;
    },
    () => clock,
  );
  return { read, pass: (ms: number) => (clock += ms) };
}

test("what is read fast is read anew each time", async () => {
  const { read } = arrange(5);
  expect([await read("a"), await read("a")]).toEqual(["a 1", "a 2"]);
});

test("what takes long is kept twenty times as long, for each key by itself", async () => {
  const { read, pass } = arrange(100);
  expect([await read("a"), await read("a"), await read("b")]).toEqual(["a 1", "a 1", "b 2"]);
  pass(1_899);
  expect(await read("a")).toBe("a 1");
  pass(1);
  expect(await read("a")).toBe("a 3");
});

test("nothing is kept longer than five seconds", async () => {
  const { read, pass } = arrange(1_000);
  expect(await read("a")).toBe("a 1");
  pass(4_999);
  expect(await read("a")).toBe("a 1");
  pass(1);
  expect(await read("a")).toBe("a 2");
});

test("those who ask at the same time share one answer, and a failure is not kept", async () => {
  let reads = 0;
  const read = keepCostly(async () => {
    reads += 1;
    if (reads === 1) throw new Error("not now");
    return reads;
  });
  const [first, second] = await Promise.allSettled([read("a"), read("a")]);
  expect([first.status, second.status]).toEqual(["rejected", "rejected"]);
  expect(reads).toBe(1);
  expect(await read("a")).toBe(2);
});
