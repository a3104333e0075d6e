import { Command } from "commander";
import { vi } from "vitest";
import { registerSimulate } from "@/bin/commands/simulate";

/** Runs `winnow simulate` in this process. The exit code is left in `process.exitCode` too. */
export async function runSimulate(...args: string[]) {
  const captured = { out: "", err: "" };
  const capture = (stream: "out" | "err") => (text: string | Uint8Array) => {
    captured[stream] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(capture("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(capture("err"));
  const program = new Command();
  registerSimulate(program);
  try {
    await program.parseAsync(["simulate", ...args], { from: "user" });
  } finally {
    vi.restoreAllMocks();
  }
  return { ...captured, exitCode: process.exitCode };
}
