/**
 * `npm test`: builds, runs every test there is, and ends with the line `N passed, N failed` (and
 * `, N skipped` when there are any). Arguments go to vitest: npm test -- --project unit.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { findChromium } from "./setup/find-chromium.mjs";

const report = ".vitest-results.json";

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

const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
  readFileSync(report, "utf8"),
);
// A file that cannot be loaded fails without having counted a test.
const brokenFiles = testResults.filter(
  (file) => file.status === "failed" && file.assertionResults.length === 0,
);
const failed = numFailedTests + brokenFiles.length;
const skipped = numPendingTests + numTodoTests;
console.log(`${numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(vitest.status === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1);
