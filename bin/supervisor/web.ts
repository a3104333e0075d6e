/** The web process: Next.js behind a server of ours, which hands out its files compressed as they were when it was built. */
import { once } from "node:events";
import { createServer } from "node:http";
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

const server = createServer((request, response) => {
  const { url = "/" } = request;
  if (!url.startsWith(builtFiles)) return void handle(request, response);
  request.url = url.slice(builtFiles.length - 1);
  serveBuilt(request, response, () => {
    request.url = url;
    void handle(request, response);
  });
});
server.listen(port, hostname);
await once(server, "listening");

/** Connections that stay open are closed by `web-preload.ts`. */
const stop = () => server.close(() => process.exit(0));
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
