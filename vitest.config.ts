import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** What every project shares; `@/…` means the same as in tsconfig.json. */
const shared = {
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  server: { watch: null },
};

/**
 * Two files at once on two cores; what counts the product's processes or ends them has the machine alone. Each file that
 * drives a browser has a product of its own, and mostly waits for it.
 */
const together = { maxWorkers: 2, sequence: { groupOrder: 0 } };
const alone = { maxWorkers: 1, sequence: { groupOrder: 1 } };
const withBrowser = { maxWorkers: 2, sequence: { groupOrder: 2 } };

/** Tests that need something running get it from a global setup, started once per project. */
export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: { ...together, name: "rules", include: ["tests/rules/**/*.test.ts"], testTimeout: 20_000 },
      },
      {
        ...shared,
        test: {
          ...together,
          name: "unit",
          include: ["tests/{app,lib,bin,workers,bench}/**/*.test.ts"],
          testTimeout: 20_000,
        },
      },
      {
        ...shared,
        test: {
          ...together,
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
          ...alone,
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
          ...alone,
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
          ...withBrowser,
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/setup/build.ts", "tests/setup/postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          ...withBrowser,
          name: "other-browsers",
          include: ["tests/other-browsers/**/*.test.ts"],
          globalSetup: ["tests/setup/build.ts", "tests/setup/postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
