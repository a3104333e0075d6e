import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { messageOf, SetupError } from "@/lib/errors";

const oldestSupported = 150_000;
/** Refused, unknown host (a container network that is not up yet), reset, timed out, starting up. */
const passingCodes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "ETIMEDOUT", "57P03"];

/** Waits until the server behind DATABASE_URL answers, and checks that it is one Winnow can use. */
export async function waitForDatabase(
  url: string,
  patienceMs: number,
  stop: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  let told = false;
  for (;;) {
    try {
      await checkVersion(url);
      return;
    } catch (error) {
      if (error instanceof SetupError) throw error;
      const passing = passingCodes.includes((error as { code?: string }).code ?? "");
      if (!passing || performance.now() > deadline) throw unreachable(url, error);
      if (!told) say(`Waiting for the PostgreSQL server at ${placeOf(url)}.`);
      told = true;
      await delay(250, null, { signal: stop });
    }
  }
}

async function checkVersion(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query("select current_setting('server_version_num')::int as version");
    if (rows[0].version >= oldestSupported) return;
    throw new SetupError({
      code: "database_too_old",
      what: `The PostgreSQL server at ${placeOf(url)} has version ${Math.floor(rows[0].version / 10_000)}.`,
      next: "Winnow needs 15 or newer. Nothing was touched.",
    });
  } finally {
    await client.end();
  }
}

function unreachable(url: string, cause: unknown): SetupError {
  return new SetupError({
    code: "database_unreachable",
    what: `The PostgreSQL server at ${placeOf(url)} does not let Winnow in.`,
    why: `It says: ${messageOf(cause) || (cause as { code?: string }).code}.`,
    next: "Check DATABASE_URL, or leave it out to use the embedded server.",
    cause,
  });
}

/** Host and database, without the password. */
function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? host}${pathname}`;
}
