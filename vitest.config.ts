import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** What every project shares; `@/…` means the same as in tsconfig.json. */
const shared = {
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  server: { watch: null },
};

/** Tests that need something running get it from a global setup, started once per project. */
export default defineConfig({
  ...shared,
  test: {
    // Browser tests wait most of the time: two files at once keep two cores busy.
    maxWorkers: 2,
    projects: [
      { ...shared, test: { name: "rules", include: ["tests/rules/**/*.test.ts"] } },
      {
        ...shared,
        test: {
          name: "unit",
          include: ["tests/{app,lib,bin,workers,bench}/**/*.test.ts"],
          testTimeout: 20_000,
        },
      },
      {
        ...shared,
        test: {
          name: "database",
          include: ["tests/{db,use-cases}/**/*.test.ts"],
          globalSetup: "tests/setup/postgres.ts",
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: "command",
          include: ["tests/command/**/*.test.ts"],
          globalSetup: "tests/setup/build.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: "system",
          include: ["tests/system/**/*.test.ts"],
          globalSetup: ["tests/setup/build.ts", "tests/setup/postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/setup/build.ts", "tests/setup/postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
