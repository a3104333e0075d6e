import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { SetupError } from "@/lib/errors";

/**
 * Throws a SetupError with the way out when the address cannot be listened on. `patienceMs`: how long a
 * web process that is on its way out may still hold the port.
 */
export async function ensurePortIsFree(host: string, port: number, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const code = await tryListening(host, port);
    if (code === null) return;
    if (code !== "EADDRINUSE" || performance.now() > deadline) throw refusal(host, port, code);
    await delay(50);
  }
}

async function tryListening(host: string, port: number): Promise<string | null> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "unknown";
  }
  server.close();
  await once(server, "close");
  return null;
}

function refusal(host: string, port: number, code: string): SetupError {
  if (code === "EADDRINUSE") {
    return new SetupError({
      code: "port_in_use",
      what: `Port ${port} is already in use by another program.`,
      next: `Start with another one: PORT=${port === 65535 ? port - 1 : port + 1} npm start`,
    });
  }
  if (code === "EACCES") {
    return new SetupError({
      code: "port_not_allowed",
      what: `Only root may listen on port ${port}.`,
      next: "Start with one above 1023: PORT=3000 npm start",
    });
  }
  return new SetupError({
    code: "address_unusable",
    what: `Winnow cannot listen on ${host}:${port} (${code}).`,
    next: "Set HOST to an address of this machine: 127.0.0.1, or 0.0.0.0 for all of them.",
  });
}
