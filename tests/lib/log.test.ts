import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { createLog } from "@/lib/log";

function logged(error: unknown): string {
  let lines = "";
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines += chunk;
      done();
    },
  });
  createLog("test", "info", destination).error({ error }, "a request failed");
  return lines;
}

test("an error of the database is logged without the parameters of its query", () => {
  const refused = new DrizzleQueryError(
    "select * from sessions where token = $1",
    ["a-session\ntoken", "of two"],
    new Error("connection lost"),
  );
  const line = logged(new Error("sign-in failed", { cause: refused }));
  expect(line).toContain("select * from sessions");
  expect(line).toContain("connection lost");
  expect(line).toContain("log.test.ts");
  expect(line).not.toMatch(/a-session|of two/);
});

test("nor where a library carries that error in a field of its own", () => {
  const refused = new DrizzleQueryError("select 1 where token = $1", ["a-session"], new Error("lost"));
  const carried = Object.assign(new Error("API error"), { status: 500, body: { cause: refused } });
  const line = logged(carried);
  expect(line).toContain("select 1 where token");
  expect(line).toContain('"status":500');
  expect(line).not.toContain("a-session");
});

test("an error that carries itself is logged once", () => {
  const circular = Object.assign(new Error("round"), { self: null as unknown });
  circular.self = circular;
  expect(JSON.parse(logged(circular)).error).toMatchObject({ message: "round" });
});

test("what is thrown without being an error is logged as it is", () => {
  expect(JSON.parse(logged("a string"))).toMatchObject({ error: "a string" });
});
