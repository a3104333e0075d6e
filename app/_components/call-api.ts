import type { ErrorBody } from "@/lib/contracts/errors";
import { pageUserHeader } from "@/lib/contracts/page-user";

/** What the server refused, in its own words, or that it could not be reached. */
export class ApiError extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(parts: { code: string; message: string; retryable: boolean; cause?: unknown }) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = "ApiError";
    this.code = parts.code;
    this.retryable = parts.retryable;
  }
}

/**
 * Asks the server, which checks its answers by their contracts before it sends them: so no page carries a parser. Throws
 * an ApiError whose message can be shown as it is.
 */
export async function callApi<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await reach(path, init);
  if (!response.ok) throw await errorOf(response);
  return response.json();
}

/** The same for an answer that is no JSON. */
export async function fetchFromApi(path: string, init?: RequestInit): Promise<Response> {
  const response = await reach(path, init);
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** The same for requests that answer with nothing. */
export async function tellApi(path: string, init: RequestInit): Promise<void> {
  const response = await reach(path, init);
  if (!response.ok) throw await errorOf(response);
}

/** A request that carries `body` as JSON. */
export function json(method: "POST" | "PUT" | "PATCH" | "DELETE", body: unknown): RequestInit {
  return { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** A request that is carried out for this user only: when somebody else has signed in since, it counts as not signed in. */
export function asUser(userId: string, init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set(pageUserHeader, userId);
  return { ...init, headers };
}

async function reach(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new ApiError({
      code: "unreachable",
      message: "Winnow cannot be reached. Check that it runs and that you are connected, then try again.",
      retryable: true,
      cause,
    });
  }
}

/** What the body of a refusal says; throws when it is none of ours, as a proxy's. */
export function apiErrorOf(body: unknown): ApiError {
  const { error } = body as ErrorBody;
  if (typeof error.code !== "string" || typeof error.message !== "string") throw new TypeError("no refusal");
  return new ApiError({ code: error.code, message: error.message, retryable: error.retryable === true });
}

async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    return apiErrorOf(JSON.parse(text));
  } catch (cause) {
    // Whoever answers so is not the API but something before it, and its no is not for good.
    return new ApiError({
      code: `http_${response.status}`,
      message: `The server answered ${response.status} without saying why. Try again; its log tells more.`,
      retryable: true,
      cause,
    });
  }
}
