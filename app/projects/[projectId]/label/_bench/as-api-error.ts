import { ApiError } from "../../../../_components/call-api";

/** An answer of a shape this page does not know comes from another version of the server. */
export function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  const message = "The server's answer could not be read. Load the page again; your labels are kept.";
  return new ApiError({ code: "unreadable", message, retryable: true, cause });
}
