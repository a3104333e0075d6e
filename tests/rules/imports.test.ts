import { expect, test } from "vitest";
import { importsOf, packageOf, resolveLocally } from "./imports";

test("importsOf finds every way to import", () => {
  const text = [
    'import "./globals.css";',
    'import type { Db } from "@/db/client";',
    'import { a, type B } from "./a";',
    "import {\n  one,\n  two,\n} from 'pg';",
    'export { c } from "./c";',
    'export const text = "not an import";',
    'const lazy = await import("./lazy");',
  ].join("\n");
  expect(importsOf(text)).toEqual([
    { specifier: "./globals.css", typeOnly: false },
    { specifier: "@/db/client", typeOnly: true },
    { specifier: "./a", typeOnly: false },
    { specifier: "pg", typeOnly: false },
    { specifier: "./c", typeOnly: false },
    { specifier: "./lazy", typeOnly: false },
  ]);
});

test("resolveLocally follows relative paths and the root alias, and leaves packages alone", () => {
  expect(resolveLocally("lib/rounds/a.ts", "../jobs/enqueue")).toBe("lib/jobs/enqueue");
  expect(resolveLocally("app/page.tsx", "@/lib/errors")).toBe("lib/errors");
  expect(resolveLocally("app/page.tsx", "react")).toBeNull();
});

test("packageOf drops what comes after a package's name", () => {
  expect(["drizzle-orm/pg-core", "@hono/zod-openapi", "node:fs/promises"].map(packageOf)).toEqual([
    "drizzle-orm",
    "@hono/zod-openapi",
    "node:",
  ]);
});
