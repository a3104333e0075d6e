import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware } from "better-auth/api";
import type { Db } from "@/db/client";
import { accounts, rateLimits, sessions, users, verifications } from "@/db/schema/accounts";
import { passwordLength } from "../contracts/accounts";
import type { Log } from "../log";
import { countSignInAttempt } from "./count-sign-in-attempt";

export interface AuthOptions {
  /** Signs session cookies. */
  readonly secret: string;
  /** Where people reach Winnow; https makes the cookies Secure. */
  readonly publicUrl: string;
  readonly log: Log;
}

const day = 24 * 60 * 60;

/**
 * Accounts by e-mail address and password. Nobody signs up by themselves: the setup link makes the
 * first account. Passwords are scrypt hashes; attempts are limited by address and by account, in the
 * database, so that every web process counts the same.
 */
export function createAuth(db: Db, { secret, publicUrl, log }: AuthOptions) {
  return betterAuth({
    appName: "Winnow",
    secret,
    baseURL: publicUrl,
    basePath: "/api/auth",
    trustedOrigins: (request) => sameOrigins(request),
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: { users, sessions, accounts, verifications, rateLimits },
      usePlural: true,
      transaction: true,
    }),
    user: { additionalFields: { serverRole: { type: "string", input: false, defaultValue: "member" } } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    session: { expiresIn: 30 * day, updateAge: day },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 10,
      max: 100,
      customRules: { "/sign-in/email": { window: 60, max: 20 }, "/get-session": false },
    },
    hooks: { before: limitSignInByAccount(db) },
    advanced: {
      cookiePrefix: "winnow",
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: publicUrl.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
    },
    telemetry: { enabled: false },
    // Its messages alone, never what it lists beside them.
    logger: { level: "error", log: (_level, message) => log.error({ message }, "accounts") },
    onAPIError: { onError: (error) => noteFailure(log, error) },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** A refused sign-in is no error of ours, and anybody can cause one. */
function noteFailure(log: Log, error: unknown): void {
  // Its packages may each carry a class of that name.
  const isRefusal = error instanceof APIError || (error instanceof Error && error.name === "APIError");
  if (isRefusal) log.info({ message: error.message }, "accounts");
  else log.error({ error }, "accounts");
}

/** A page may call the host it came from, whatever name that host was reached by. */
function sameOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}

/** The address of a request can be forged by a header, the account it aims at cannot. */
function limitSignInByAccount(db: Db) {
  return createAuthMiddleware(async (context) => {
    const email: unknown = context.path === "/sign-in/email" ? context.body?.email : undefined;
    if (typeof email !== "string") return;
    if (!(await countSignInAttempt(db, email))) {
      throw new APIError("TOO_MANY_REQUESTS", { message: "Too many attempts for this account." });
    }
  });
}
