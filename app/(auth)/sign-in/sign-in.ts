import type { SignIn } from "@/lib/contracts/accounts";
import { ApiError, callApi, json } from "../../_components/call-api";
import { fetchLanguage } from "../../_components/keep-language";

const refusals = { http_401: "wrong", http_403: "foreignAddress", http_429: "tooMany" } as const;

type Say = (why: (typeof refusals)[keyof typeof refusals]) => string;

/** Opens a session and tells whose it is, or throws with words that can be shown as they are. */
export async function signIn(values: SignIn, say: Say): Promise<{ readonly userId: string }> {
  const userId = await openSession(values, say);
  // A language that cannot be looked up is no reason to keep anybody out.
  await fetchLanguage().catch(() => {});
  return { userId };
}

async function openSession(values: SignIn, say: Say): Promise<string> {
  try {
    const { user } = await callApi<{ user: { id: string } }>("/api/auth/sign-in/email", json("POST", values));
    return user.id;
  } catch (error) {
    const refusal = error instanceof ApiError && refusals[error.code as keyof typeof refusals];
    if (refusal) throw new Error(say(refusal), { cause: error });
    throw error;
  }
}
