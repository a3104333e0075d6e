import type { SignIn } from "@/lib/contracts/accounts";
import { ApiError, json, tellApi } from "../../_components/call-api";

const refusals: Record<string, string> = {
  http_401: "The e-mail address or the password is wrong. Check both and try again.",
  http_403: "The server refused this address. Open Winnow at the address it was set up for, then sign in.",
  http_429: "Too many attempts. Wait a minute, then try again.",
};

/** Opens a session, or throws with words that can be shown as they are. */
export async function signIn(values: SignIn): Promise<void> {
  try {
    await tellApi("/api/auth/sign-in/email", json("POST", values));
  } catch (error) {
    const refusal = error instanceof ApiError ? refusals[error.code] : undefined;
    if (refusal) throw new Error(refusal, { cause: error });
    throw error;
  }
}
