import type { Joined } from "@/lib/contracts/team";
import { callApi, json } from "../../_components/call-api";
import { workPath } from "./work-path";

/** Joins with the account that is signed in, then goes to work. */
export async function accept(token: string): Promise<void> {
  enter(await callApi<Joined>("/api/v1/invitations/accept", json("POST", { token })));
}

/** To what the new member is here for; a whole page load, which takes the new session along. */
export function enter(joined: Joined): void {
  window.location.assign(workPath(joined));
}
