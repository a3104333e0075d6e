import { getAuth } from "@/app/_server/auth";
import { errorResponse, refuse } from "@/app/_server/error-response";
import { parseBody } from "@/app/_server/parse-request";
import { isFromOurPages } from "@/app/_server/same-origin";
import { getServices } from "@/app/_server/services";
import { completeSetup } from "@/lib/access/complete-setup";
import { type CompleteSetup, completeSetupSchema } from "@/lib/contracts/accounts";

export const dynamic = "force-dynamic";

/** Outside of the API, whose every endpoint needs a session: makes the owner's account and signs it in. */
export async function POST(request: Request): Promise<Response> {
  const { db, log, newId } = getServices();
  try {
    if (!isFromOurPages(request)) return foreignPage();
    const body = (await parseBody(request, completeSetupSchema)) as CompleteSetup;
    await completeSetup(db, { ...body, newId });
    const auth = await getAuth();
    return await auth.api.signInEmail({
      body: { email: body.email, password: body.password },
      headers: request.headers,
      asResponse: true,
    });
  } catch (error) {
    return errorResponse(error, log);
  }
}

function foreignPage(): Response {
  return refuse(403, {
    code: "foreign_page",
    message: "This request comes from a page of another site, so it was not carried out.",
    retryable: false,
  });
}
