import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where a run leaves what became of each test. */
export const report = ".vitest-results.json";

/** How many tests passed, failed and were skipped in the last run, and the line that says so. */
export function readCount(path) {
  const run = JSON.parse(readFileSync(path, "utf8"));
  // A file that cannot be loaded fails without having counted a test.
  const broken = run.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const passed = run.numPassedTests;
  const failed = run.numFailedTests + broken.length;
  const skipped = run.numPendingTests + run.numTodoTests;
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  return { passed, failed, skipped, line };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(readCount(report).line);
