import { getAuth } from "@/app/_server/auth";
import { errorResponse, refuse } from "@/app/_server/error-response";
import { withShortBody } from "@/app/_server/parse-request";

export const dynamic = "force-dynamic";

/** All of better-auth that is offered: its other addresses would hand session tokens to scripts, among others. */
const offered = ["/api/auth/sign-in/email", "/api/auth/sign-out"];

export async function POST(request: Request): Promise<Response> {
  if (!offered.includes(new URL(request.url).pathname)) return noSuchAddress();
  try {
    const auth = await getAuth();
    return await auth.handler(await withShortBody(request));
  } catch (error) {
    return errorResponse(error);
  }
}

function noSuchAddress(): Response {
  return refuse(404, {
    code: "no_such_address",
    message: `Nothing answers at this address. Signing in and out is done at ${offered.join(" and ")}.`,
    retryable: false,
  });
}
