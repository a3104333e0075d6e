import { expect, test } from "vitest";
import { InvalidInputError } from "@/lib/errors";
import { mayPass } from "@/lib/samples/may-pass";

const coded = (code: string) => Object.assign(new Error("…"), { code });

test.each(["57P01", "08006", "53100", "40P01", "ECONNRESET", "ENOSPC"])("%s may pass", (code) => {
  expect(mayPass(new Error("query failed", { cause: coded(code) }))).toBe(true);
});

test.each(["22P02", "23505", "42703", "ENOENT"])("%s will come again", (code) => {
  expect(mayPass(coded(code))).toBe(false);
});

test("an error of ours says so itself, and a lost connection has no code", () => {
  const parts = { code: "x", what: "X." };
  expect(mayPass(new InvalidInputError(parts))).toBe(false);
  expect(mayPass(new InvalidInputError({ ...parts, retryable: true }))).toBe(true);
  expect(mayPass(new Error("Connection terminated unexpectedly"))).toBe(true);
  expect(mayPass(new TypeError("undefined is not a function"))).toBe(false);
});
