import { z } from "zod";
import { InvalidInputError } from "@/lib/errors";

/** No JSON that people or programs send here is longer. */
const longestBody = 1_000_000;

/** So much is read on and dropped: what follows on the same connection could not be read else. */
const mostDropped = 10 * longestBody;

/** The query as its schema wants it; undefined where none is expected. */
export function parseQuery(request: Request, schema: z.ZodType | undefined): unknown {
  if (!schema) return undefined;
  return parseAs(schema, Object.fromEntries(new URL(request.url).searchParams), "The address");
}

/** The JSON body as its schema wants it; undefined where none is expected. */
export async function parseBody(request: Request, schema: z.ZodType | undefined): Promise<unknown> {
  if (!schema) return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) throw invalid("Its content-type must be application/json.");
  const text = await readText(request);
  try {
    return parseAs(schema, JSON.parse(text), "The request");
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid("Its body is not JSON.", error);
    throw error;
  }
}

/** The same request with its body in memory. Throws when that is longer than any that people send. */
export async function withShortBody(request: Request): Promise<Request> {
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: await readText(request) });
}

/** Keeps no more than anybody sends, whatever the sender said about the length. */
async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  const chunks = (request.body ?? []) as AsyncIterable<Uint8Array>;
  for await (const chunk of untilCutOff(chunks)) {
    length += chunk.byteLength;
    if (length > mostDropped) break;
    if (length <= longestBody) text += decoder.decode(chunk, { stream: true });
  }
  if (length > longestBody) throw invalid(`Its body is longer than ${longestBody} bytes.`);
  return text + decoder.decode();
}

/** Whoever sends gives up, as a browser that leaves the page: that is no fault of the server's. */
async function* untilCutOff(chunks: AsyncIterable<Uint8Array>) {
  try {
    yield* chunks;
  } catch (error) {
    throw invalid("It ended before it was whole.", error);
  }
}

function parseAs(schema: z.ZodType, value: unknown, what: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError({
    code: "invalid_request",
    what: `${what} is not as expected:\n${z.prettifyError(parsed.error)}\n`,
    next: "Nothing was changed.",
    cause: parsed.error,
  });
}

function invalid(why: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError({
    code: "invalid_request",
    what: "The request cannot be read.",
    why,
    next: "Nothing was changed.",
    cause,
  });
}
