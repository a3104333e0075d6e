import type { SignIn } from "@/lib/contracts/accounts";
import { ApiError, json, tellApi } from "../../_components/call-api";
import { fetchLanguage } from "../../_components/keep-language";

const refusals = { http_401: "wrong", http_403: "foreignAddress", http_429: "tooMany" } as const;

/** Opens a session, or throws with words that can be shown as they are. */
export async function signIn(
  values: SignIn,
  say: (why: (typeof refusals)[keyof typeof refusals]) => string,
): Promise<void> {
  try {
    await tellApi("/api/auth/sign-in/email", json("POST", values));
  } catch (error) {
    const refusal = error instanceof ApiError && refusals[error.code as keyof typeof refusals];
    if (refusal) throw new Error(say(refusal), { cause: error });
    throw error;
  }
  // A language that cannot be looked up is no reason to keep anybody out.
  await fetchLanguage().catch(() => {});
}
