import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { waitFor } from "../wait-for";
import { WebDriverError } from "./session";

interface Waiting {
  readonly command: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Sends a WebDriver command, by the name that Marionette has for it. */
export type SendCommand = (command: string, parameters?: object) => Promise<unknown>;

/**
 * Firefox's own protocol for WebDriver commands, which geckodriver speaks, too: each message is its length in bytes,
 * a colon, and `[0, id, command, parameters]` or `[1, id, error, result]` as JSON. The server speaks first.
 */
export async function connectMarionette(port: number): Promise<SendCommand> {
  const socket = await waitFor("Firefox to listen", () => tryConnect(port));
  const waiting = new Map<number, Waiting>();
  let [received, lastId] = [Buffer.alloc(0), 0];
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const colon = received.indexOf(":");
      const length = Number(received.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || received.length < colon + 1 + length) return;
      const message = JSON.parse(received.subarray(colon + 1, colon + 1 + length).toString());
      received = received.subarray(colon + 1 + length);
      if (Array.isArray(message)) answer(message[1], message[2], message[3]);
    }
  });
  socket.once("close", () => {
    for (const { command, reject } of waiting.values()) reject(new WebDriverError(command, "Firefox ended"));
  });
  function answer(id: number, error: unknown, result: unknown): void {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new WebDriverError(asked.command, error));
    else asked?.resolve(result);
  }
  return (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { command, resolve, reject });
      const message = JSON.stringify([0, lastId, command, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
}

async function tryConnect(port: number): Promise<Socket | null> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return socket;
  } catch {
    return null;
  }
}
