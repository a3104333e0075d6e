/**
 * `npm test`: builds, runs every test there is, and ends with the line `N passed, N failed` (and
 * `, N skipped` when there are any). Arguments go to vitest: npm test -- --project unit.
 */
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { readCount, report } from "./count.mjs";
import { findChromium } from "./setup/find-chromium.mjs";

const build = spawnSync(process.execPath, ["bin/build.mjs"], { stdio: "inherit" });
if (build.status !== 0) process.exit(1);

if (findChromium() === null) {
  console.log("No Chromium was found (set CHROMIUM, or install it): the browser tests are skipped.");
}

rmSync(report, { force: true });
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
const vitest = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...process.argv.slice(2)],
  { stdio: "inherit" },
);
if (!existsSync(report)) {
  console.log("The tests did not run: vitest left no report.");
  process.exit(1);
}

const { passed, failed, line } = readCount(report);
console.log(line);
process.exit(vitest.status === 0 && failed === 0 && passed > 0 ? 0 : 1);
