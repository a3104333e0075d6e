import { getAuth } from "@/app/_server/auth";
import { errorResponse, refuse } from "@/app/_server/error-response";
import { parseBody } from "@/app/_server/parse-request";
import { isFromOurPages } from "@/app/_server/same-origin";
import { getServices } from "@/app/_server/services";
import { joinAsNew } from "@/lib/access/join-as-new";
import { type JoinAsNew, type Joined, joinAsNewSchema } from "@/lib/contracts/team";

export const dynamic = "force-dynamic";

/** Outside of the API, whose every endpoint needs a session: makes an invited person's account and signs it in. */
export async function POST(request: Request): Promise<Response> {
  const { db, log, newId } = getServices();
  try {
    if (!isFromOurPages(request)) return foreignPage();
    const body = (await parseBody(request, joinAsNewSchema)) as JoinAsNew;
    const joined = await joinAsNew(db, { ...body, newId });
    const auth = await getAuth();
    const signedIn = await auth.api.signInEmail({
      body: { email: body.email, password: body.password },
      headers: request.headers,
      asResponse: true,
    });
    return signedIn.ok ? withCookies(joined, signedIn.headers) : signedIn;
  } catch (error) {
    return errorResponse(error, log);
  }
}

function withCookies(joined: Joined, signedIn: Headers): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  for (const cookie of signedIn.getSetCookie()) headers.append("set-cookie", cookie);
  return Response.json(joined, { headers });
}

function foreignPage(): Response {
  return refuse(403, {
    code: "foreign_page",
    message: "This request comes from a page of another site, so it was not carried out.",
    retryable: false,
  });
}
