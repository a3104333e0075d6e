import type { Db } from "@/db/client";
import { countAttempt } from "./count-attempt";

/** Counts an attempt at this account; false when there were too many within the minute. */
export function countSignInAttempt(db: Db, email: string): Promise<boolean> {
  return countAttempt(db, { kind: "account", at: email.trim().toLowerCase(), perMinute: 10 });
}
