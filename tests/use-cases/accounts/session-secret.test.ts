import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadSessionSecret } from "@/lib/access/session-secret";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "winnow-secret-"));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

test("the secret is made once, and only its owner may read it", async () => {
  const made = await loadSessionSecret(join(directory, "data"));
  expect(Buffer.from(made, "base64url")).toHaveLength(32);
  expect(await loadSessionSecret(join(directory, "data"))).toBe(made);
  const { mode } = await stat(join(directory, "data/session-secret"));
  expect(mode & 0o777).toBe(0o600);
});

test("processes that start together agree on one secret", async () => {
  const secrets = await Promise.all(Array.from({ length: 8 }, () => loadSessionSecret(directory)));
  expect(new Set(secrets).size).toBe(1);
});

test("a broken secret is refused by name", async () => {
  await writeFile(join(directory, "session-secret"), "short\n");
  await expect(loadSessionSecret(directory)).rejects.toMatchObject({ code: "session_secret_broken" });
});
