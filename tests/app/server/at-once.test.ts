import { expect, test } from "vitest";
import { atOnce } from "@/app/_server/at-once";

async function* parts() {
  yield 1;
  yield 2;
}

test("so many are read at a time; one more is refused until one has ended or its reader has gone", async () => {
  const inTurn = atOnce(2);
  const [first, second] = [inTurn(parts()), inTurn(parts())];
  expect((await first.next()).value).toBe(1);
  expect((await second.next()).value).toBe(1);
  await expect(inTurn(parts()).next()).rejects.toMatchObject({ code: "too_many_downloads", retryable: true });
  await first.return(undefined);
  const third = inTurn(parts());
  expect((await third.next()).value).toBe(1);
  await expect(inTurn(parts()).next()).rejects.toMatchObject({ code: "too_many_downloads" });
  expect([await second.next(), await second.next()].map(({ done }) => done)).toEqual([false, true]);
  expect((await inTurn(parts()).next()).value).toBe(1);
});

test("one whose reader never began takes no place", async () => {
  const inTurn = atOnce(1);
  await inTurn(parts()).return(undefined);
  expect((await inTurn(parts()).next()).value).toBe(1);
});
