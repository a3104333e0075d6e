/** The web process: Next.js behind a server of ours, which hands out its files compressed as they were when it was built. */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import next from "next";
import sirv from "sirv";
import { loadConfig } from "@/lib/config";

/** Where Next.js lets pages look for the files that it built; their names change with their content. */
const builtFiles = "/_next/static/";

const { rootDirectory: dir, host: hostname, port } = loadConfig();
const app = next({ dev: false, dir, hostname, port });
const serveBuilt = sirv(join(dir, ".next/static"), {
  brotli: true,
  gzip: true,
  etag: true,
  immutable: true,
  maxAge: 365 * 24 * 60 * 60,
});
await app.prepare();
const handle = app.getRequestHandler();

/** A page and an answer of the API: the first ones load and compile what all later ones need, about a second of work. */
const firstAsked = ["/sign-in", "/api/v1/projects"];
/** A database that does not answer yet keeps nobody out for longer. */
const longestWarmUpMs = 10_000;

/** Asks for the first answers itself, at a port of its own, so that whoever comes first does not wait for them. */
async function warmUp(): Promise<void> {
  const inside = createServer((request, response) => void handle(request, response)).listen(0, "127.0.0.1");
  await once(inside, "listening");
  const { port: insidePort } = inside.address() as AddressInfo;
  const signal = AbortSignal.timeout(longestWarmUpMs);
  try {
    for (const path of firstAsked) {
      const answer = await fetch(`http://127.0.0.1:${insidePort}${path}`, { redirect: "manual", signal });
      await answer.arrayBuffer();
    }
  } catch {
    // What could not be answered now is answered to whoever asks.
  } finally {
    inside.close();
    inside.closeAllConnections();
  }
}

await warmUp();

const server = createServer((request, response) => {
  const { url = "/" } = request;
  if (!isDecodable(url)) return refuse(response);
  if (!url.startsWith(builtFiles)) return void handle(request, response);
  request.url = url.slice(builtFiles.length - 1);
  serveBuilt(request, response, () => {
    request.url = url;
    void handle(request, response);
  });
});
/** Next.js answers what it cannot decode with an error of the server's. */
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0]!);
    return true;
  } catch {
    return false;
  }
}

function refuse(response: ServerResponse): void {
  const message =
    "The address holds a % that is not followed by two hexadecimal digits of a letter. Correct it.";
  response.writeHead(400, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: { code: "invalid_request", message, retryable: false } }));
}

server.listen(port, hostname);
await once(server, "listening");

/** Connections that stay open are closed by `web-preload.ts`. */
const stop = () => server.close(() => process.exit(0));
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
