import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../free-port";
import { findProgram } from "./find-program";
import { connectMarionette } from "./marionette";
import type { Session } from "./session";

const macApplication = "/Applications/Firefox.app/Contents/MacOS/firefox";

/** FIREFOX, or one on the PATH; else null. */
export const findFirefox = () => findProgram([process.env.FIREFOX, "firefox", "firefox-esr", macApplication]);

/** A Firefox without a window, with a profile of its own. */
export async function startFirefox(program: string): Promise<Session> {
  const profile = mkdtempSync(join(tmpdir(), "winnow-firefox-"));
  const port = await freePort();
  writeFileSync(join(profile, "user.js"), `user_pref("marionette.port", ${port});\n`);
  const browser = spawn(program, ["--headless", "--marionette", "--no-remote", "--profile", profile], {
    stdio: "ignore",
  });
  const ended = once(browser, "exit");
  const send = await connectMarionette(port);
  const { capabilities } = (await send("WebDriver:NewSession")) as {
    capabilities: { browserVersion: string };
  };
  await send("WebDriver:SetWindowRect", { width: 1440, height: 1000 });
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    async navigate(url) {
      await send("WebDriver:Navigate", { url });
    },
    async execute(script, args) {
      return ((await send("WebDriver:ExecuteScript", { script, args })) as { value: unknown }).value;
    },
    async performActions(actions) {
      await send("WebDriver:PerformActions", { actions });
    },
    async close() {
      browser.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
