import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { setupTokens } from "@/db/schema/accounts";
import { createAuth } from "@/lib/access/auth";
import { completeSetup, hashOfSetupToken } from "@/lib/access/complete-setup";
import { createLog } from "@/lib/log";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();
const origin = "http://localhost:3000";
const log = createLog("test", "silent");
const auth = createAuth(db, { secret: "s".repeat(40), publicUrl: origin, log });
const secureAuth = createAuth(db, { secret: "s".repeat(40), publicUrl: "https://labels.example.org", log });
const ada = { email: "ada@example.org", password: "a long sentence" };

await db
  .insert(setupTokens)
  .values({ tokenHash: hashOfSetupToken("t"), expiresAt: new Date(Date.now() + 60_000) });
await completeSetup(db, { ...ada, token: "t", name: "Ada", newId: randomUUID });

let addresses = 0;

/** Each request from another address, so that only the limit under test is met. */
function post(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  addresses += 1;
  return new Request(`${origin}/api/auth${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": `192.0.2.${addresses}`,
      origin,
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

async function signIn(): Promise<string> {
  const response = await auth.handler(post("/sign-in/email", ada));
  expect(response.status).toBe(200);
  return response.headers.get("set-cookie") ?? "";
}

test("signing in opens a session whose cookie scripts cannot read", async () => {
  const cookie = await signIn();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).not.toMatch(/Secure/i);
  const session = await auth.api.getSession({ headers: new Headers({ cookie: cookie.split(";")[0]! }) });
  expect(session?.user).toMatchObject({ email: ada.email, serverRole: "owner" });
});

test("behind https the cookie is Secure", async () => {
  const request = post("/sign-in/email", ada, { origin: "https://labels.example.org" });
  expect((await secureAuth.handler(request)).headers.get("set-cookie")).toMatch(/; Secure/i);
});

test("signing out ends the session on the server", async () => {
  const cookie = (await signIn()).split(";")[0]!;
  expect((await auth.handler(post("/sign-out", {}, { cookie }))).status).toBe(200);
  expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).toBeNull();
});

test("nobody signs up by themselves", async () => {
  const response = await auth.handler(
    post("/sign-up/email", { name: "Eve", email: "eve@example.org", password: "a long sentence" }),
  );
  expect(response.status).toBe(400);
});

test("a request from another site is refused", async () => {
  const cookie = (await signIn()).split(";")[0]!;
  const request = post("/sign-out", {}, { cookie, origin: "https://evil.example" });
  expect((await auth.handler(request)).status).toBe(403);
  expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).not.toBeNull();
});

test("guessing at one account is slowed down, from however many addresses", async () => {
  const statuses = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    const request = post("/sign-in/email", { email: "bob@example.org", password: `guess ${attempt}` });
    statuses.push((await auth.handler(request)).status);
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(statuses.slice(10)).toEqual([429, 429]);
});
