import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startPostgres } from "@/bin/supervisor/postgres/start-postgres";
import { freePort } from "../setup/free-port";
import { waitFor } from "../setup/wait-for";
import { endOf, pidsOf, type RunningStart, runStart, untilReady } from "./run-start";

let directory: string;
let port: number;
let current: RunningStart;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "winnow-start-"));
  port = await freePort();
});

/** Each test leaves Winnow as it likes; the next one starts it again on the same data. */
afterEach(async () => {
  current.kill("SIGTERM");
  await current.ended;
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function start(): Promise<string> {
  current = runStart(directory, port);
  return untilReady(current);
}

async function health(): Promise<number | null> {
  const request = fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(5_000) });
  return request.then(({ status }) => status).catch(() => null);
}

test("the first start prints one line with the address and a setup link, and answers", async () => {
  const line = await start();
  expect(line).toContain(`Winnow is ready at http://localhost:${port}`);
  expect(line).toMatch(/\/setup\?token=[\w-]{43}$/);
  expect(await health()).toBe(200);
  const malformed = await fetch(`http://127.0.0.1:${port}/projects/%ff/label`);
  expect(malformed.status).toBe(400);
  expect(await malformed.json()).toMatchObject({ error: { code: "invalid_request", retryable: false } });
});

test("SIGTERM ends every process and exits with 0", async () => {
  await start();
  const { web, worker, postgres } = pidsOf(directory);
  const ended = endOf([web, worker, postgres]);
  current.kill("SIGTERM");
  expect(await current.ended).toBe(0);
  await ended();
});

test("an open connection that says nothing does not hold up the end", async () => {
  await start();
  const kept = await fetch(`http://127.0.0.1:${port}/api/health`, { headers: { connection: "keep-alive" } });
  await kept.text();
  const asked = performance.now();
  current.kill("SIGINT");
  expect(await current.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
});

test("a second start on the same data says who runs and where, and leaves it alone", async () => {
  await start();
  const second = runStart(directory, await freePort());
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`already running on ${directory} (pid ${current.pid})`);
  expect(second.output()).toContain(`http://localhost:${port}`);
  expect(await health()).toBe(200);
});

test("a port that is taken is named, with the command that avoids it", async () => {
  const other = createServer().listen(port, "127.0.0.1");
  current = runStart(directory, port);
  expect(await current.ended).toBe(1);
  expect(current.output()).toContain(`Port ${port} is already in use`);
  expect(current.output()).toContain(`PORT=${port + 1} npm start`);
  await new Promise((resolve) => other.close(resolve));
});

test("after kill -9 of the supervisor nothing is left, and the next start recovers", async () => {
  await start();
  const { web, worker, postgres } = pidsOf(directory);
  const ended = endOf([web, worker, postgres]);
  current.kill("SIGKILL");
  await ended();
  await start();
  expect(await health()).toBe(200);
});

test("after kill -9 of everything at once the next start recovers at once", async () => {
  await start();
  const { web, worker, postgres } = pidsOf(directory);
  for (const pid of [current.pid, web, worker, postgres]) process.kill(pid, "SIGKILL");
  await start();
  expect(await health()).toBe(200);
});

test("web and worker come back after kill -9", async () => {
  await start();
  const before = pidsOf(directory);
  process.kill(before.web, "SIGKILL");
  process.kill(before.worker, "SIGKILL");
  await waitFor("both to be started again", () => {
    const now = pidsOf(directory);
    return now.web !== before.web && now.worker !== before.worker;
  });
  await waitFor("an answer", async () => (await health()) === 200);
});

test("when PostgreSQL is killed everything stops and says so, and the next start recovers", async () => {
  await start();
  const { web, worker, postgres } = pidsOf(directory);
  const ended = endOf([web, worker]);
  process.kill(postgres, "SIGKILL");
  expect(await current.ended).toBe(1);
  const [, after] = current.output().split(/Winnow is ready at .*\n/);
  expect(after).toMatch(/^The embedded PostgreSQL ended unasked[^\n]*\n$/);
  await ended();
  await start();
  expect(await health()).toBe(200);
});

test("a database server that does not answer is waited for, and its password not shown", async () => {
  const nobody = `postgres://winnow:hunter2@127.0.0.1:${await freePort()}/winnow`;
  current = runStart(directory, port, { DATABASE_URL: nobody });
  await waitFor("it to say so", () => current.output().includes("Waiting for the PostgreSQL server"));
  expect(current.output()).not.toContain("hunter2");
});

test("with DATABASE_URL that server is used, and outlives Winnow", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "winnow-server-"));
  const server = await startPostgres(elsewhere);
  const data = mkdtempSync(join(tmpdir(), "winnow-start-"));
  current = runStart(data, port, { DATABASE_URL: server.url });
  await untilReady(current);
  expect(await health()).toBe(200);
  expect(existsSync(join(data, "postgres"))).toBe(false);
  current.kill("SIGTERM");
  expect(await current.ended).toBe(0);
  expect(server.hasEnded()).toBe(false);
  await server.stop();
  for (const used of [elsewhere, data]) rmSync(used, { recursive: true });
});
