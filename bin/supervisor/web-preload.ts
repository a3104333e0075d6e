/**
 * Loaded into the web process before Next.js (`node --import`). It ends that process with its supervisor,
 * and in time: Next.js waits for open connections, and an event stream never closes by itself.
 */
import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";
import { endWithSupervisor } from "./end-with-supervisor";

/** How long requests in flight may take to finish. */
const drainMs = 2_000;

/** How often connections that fell idle meanwhile are closed: Next.js waits for those too. */
const sweepMs = 50;

const servers = new Set<Server>();
const open = new Set<ServerResponse>();

subscribe("http.server.request.start", (message) => {
  const { server, response } = message as { server: Server; response: ServerResponse };
  servers.add(server);
  open.add(response);
  response.once("close", () => open.delete(response));
});

function drain(): void {
  setTimeout(() => process.exit(0), drainMs).unref();
  setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, sweepMs).unref();
  for (const response of open) {
    if (String(response.getHeader("content-type")).startsWith("text/event-stream")) response.destroy();
  }
}

process.once("SIGTERM", drain);
process.once("SIGINT", drain);
endWithSupervisor();
