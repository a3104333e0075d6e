import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getAuth } from "./auth";

export interface CurrentUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly serverRole: "owner" | "member";
}

/** Who sends this request; null when nobody is signed in. */
export async function currentUser(request: Request | Headers): Promise<CurrentUser | null> {
  const auth = await getAuth();
  const session = await auth.api.getSession({
    headers: request instanceof Headers ? request : request.headers,
  });
  if (!session) return null;
  const { id, name, email, serverRole } = session.user;
  return { id, name, email, serverRole: serverRole === "owner" ? "owner" : "member" };
}

/** Who looks at this page; asked once a page. */
export const pageUser = cache(async () => currentUser(await headers()));

/** The same, for pages that need somebody: others are sent to sign in and come back to `path`. */
export async function requirePageUser(path: string): Promise<CurrentUser> {
  const user = await pageUser();
  if (user) return user;
  redirect(`/sign-in?return=${encodeURIComponent(path)}`);
}
