import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The Chromium to test with: CHROMIUM, one on the PATH, or one that playwright installed; else null. */
export function findChromium() {
  const directories = (process.env.PATH ?? "").split(delimiter);
  const onPath = directories.flatMap((directory) => programs.map((program) => join(directory, program)));
  const candidates = [process.env.CHROMIUM, ...onPath, ...macApplications, chromium.executablePath()];
  return candidates.find((path) => path && isExecutable(path)) ?? null;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
