import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../free-port";
import { waitFor } from "../wait-for";
import { findProgram } from "./find-program";
import { type Session, WebDriverError } from "./session";

/** WEBKIT_DRIVER, or WebKitGTK's on the PATH, where there is a screen for its browser or Xvfb to make one; else null. */
export function findWebKit(): string | null {
  const hasScreen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY || findProgram(["Xvfb"]);
  return hasScreen ? findProgram([process.env.WEBKIT_DRIVER, "WebKitWebDriver"]) : null;
}

/** WebKitGTK's MiniBrowser, which keeps nothing, by its driver; on a screen of its own where there is none. */
export async function startWebKit(program: string): Promise<Session> {
  const screen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? null : await startScreen();
  const port = await freePort();
  const env = screen ? { ...process.env, DISPLAY: screen.display } : process.env;
  const driver = spawn(program, [`--port=${port}`], { stdio: "ignore", env });
  const send = async (method: "GET" | "POST" | "DELETE", path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new WebDriverError(`${method} ${path}`, value);
    return value;
  };
  await waitFor("WebKit's driver to listen", () => send("GET", "/status").catch(() => null));
  const { sessionId, capabilities } = (await send("POST", "/session", { capabilities: {} })) as {
    sessionId: string;
    capabilities: { browserVersion: string };
  };
  const session = `/session/${sessionId}`;
  await send("POST", `${session}/window/rect`, { width: 1440, height: 1000 });
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    async navigate(url) {
      await send("POST", `${session}/url`, { url });
    },
    execute: (script, args) => send("POST", `${session}/execute/sync`, { script, args }),
    async performActions(actions) {
      await send("POST", `${session}/actions`, { actions });
    },
    async close() {
      await send("DELETE", session);
      await end(driver);
      if (screen) await end(screen.process);
    },
  };
}

/** Xvfb on a display that nobody has; it writes the display's number to the file that it is told. */
async function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const options = ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
  const xvfb = spawn("Xvfb", options, { stdio: ["ignore", "pipe", "ignore"] });
  const [written] = await once(xvfb.stdout, "data");
  return { display: `:${String(written).trim()}`, process: xvfb };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill();
  await ended;
}
