import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const directory = mkdtempSync(join(tmpdir(), "winnow-errors-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function winnow(args: string[], environment: Record<string, string>) {
  const env = { ...process.env, ...environment };
  const { status, stdout, stderr } = spawnSync("bin/winnow", args, {
    env,
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

test.each([["start"], ["export", "--project", "News"]])(
  "%s on a data directory that is a file says so and names the setting",
  (...args) => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    const { status, stderr } = winnow(args, { WINNOW_DATA: file });
    expect(status).toBe(1);
    expect(stderr).toContain(`Winnow cannot keep its data in ${file}.`);
    expect(stderr).toContain("WINNOW_DATA");
    expect(stderr).not.toMatch(/\n\s+at /);
  },
);

test("export from a server that does not answer says which one and what to check", () => {
  const url = "postgres://winnow:secret@127.0.0.1:1/winnow";
  const { status, stderr } = winnow(["export", "--project", "News"], { DATABASE_URL: url });
  expect(status).toBe(1);
  expect(stderr).toContain("127.0.0.1:1/winnow does not let Winnow in");
  expect(stderr).not.toContain("secret");
  expect(stderr).not.toMatch(/\n\s+at /);
});
