import { expect, test } from "vitest";
import { worthShowing } from "@/bin/supervisor/worth-showing";

test("structured lines below a warning stay in the log", () => {
  expect(worthShowing('{"level":30,"msg":"worker ready"}', "output")).toBeNull();
});

test("a warning is shown with its cause, once, and without the rest of its lines", () => {
  const line = (msg: string) => JSON.stringify({ level: 40, msg, error: { message: "gone" } });
  expect(worthShowing(line("a connection broke"), "output")).toBe("a connection broke: gone");
  expect(worthShowing(line("unhealthy: gone\nparams:"), "output")).toBe("unhealthy: gone");
});

test("what is no structured line is shown from standard error only", () => {
  expect(worthShowing("Ready in 300ms", "output")).toBeNull();
  expect(worthShowing("Error: out of memory", "errors")).toBe("Error: out of memory");
  expect(worthShowing('{"level":broken', "errors")).toBe('{"level":broken');
});

test("the trace and the fields below an error stay in the log", () => {
  expect(worthShowing("    at open (lib/db.ts:3:7)", "errors")).toBeNull();
  expect(worthShowing("  code: 'ECONNRESET'", "errors")).toBeNull();
  expect(worthShowing("}", "errors")).toBeNull();
});
