import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { ConflictError, reasonOf } from "@/lib/errors";

test("of a query that failed the database's reason is told, and neither the query nor its parameters", () => {
  const refused = new DrizzleQueryError("select $1", ["a secret"], new Error("canceling statement"));
  expect(reasonOf(refused)).toBe("canceling statement");
  expect(reasonOf(new Error("The round failed.", { cause: refused }))).toBe("canceling statement");
  expect(reasonOf(new DrizzleQueryError("select $1", ["a secret"], new AggregateError([])))).toBe(
    "AggregateError",
  );
});

test("our own errors are told in their own words, others in theirs", () => {
  const cause = new Error("ENOENT");
  expect(reasonOf(new ConflictError({ code: "gone", what: "It is gone.", cause }))).toBe("It is gone.");
  expect(reasonOf(new Error("Out of memory."))).toBe("Out of memory.");
  expect(reasonOf("thrown bare")).toBe("thrown bare");
});

test("nobody is told more than a few lines", () => {
  expect(reasonOf(new Error("x".repeat(300)))).toBe("x".repeat(300));
  expect(reasonOf(new Error("x".repeat(301)))).toBe(`${"x".repeat(300)}…`);
});
