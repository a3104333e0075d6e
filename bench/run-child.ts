import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

/**
 * Runs a benchmark in a process of its own, so that its memory is its own, and returns what it wrote to stdout. Its
 * progress goes to our stderr. Rejects when it fails.
 */
export async function runChild(args: readonly string[]): Promise<string> {
  // `process.execArgv` holds the loader that lets Node read TypeScript.
  const child = spawn(process.execPath, [...process.execArgv, main, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | string | null>((resolve, reject) => {
    child.once("error", reject).once("exit", (code, signal) => resolve(code ?? signal));
  });
  const [said, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`npm run bench -- ${args.join(" ")} ended with ${code}.`);
  return said;
}
