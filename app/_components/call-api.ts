import type { ZodType } from "zod";
import { errorBodySchema } from "@/lib/contracts/errors";

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

/** Asks the server and parses its answer. Throws an ApiError whose message can be shown as it is. */
export async function callApi<T>(path: string, schema: ZodType<T>, init?: RequestInit): Promise<T> {
  const response = await reach(path, init);
  if (!response.ok) throw await errorOf(response);
  return schema.parse(await response.json());
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

async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    return new ApiError(errorBodySchema.parse(JSON.parse(text)).error);
  } catch (cause) {
    return new ApiError({
      code: `http_${response.status}`,
      message: `The server answered ${response.status} without saying why. Try again; its log tells more.`,
      retryable: response.status >= 500,
      cause,
    });
  }
}
