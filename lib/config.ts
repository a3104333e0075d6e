import { resolve } from "node:path";
import { z } from "zod";
import { SetupError } from "./errors";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const postgresUrl = z.string().refine((value) => /^postgres(ql)?:\/\/./.test(value) && URL.canParse(value), {
  message: "must look like postgres://user:password@host:5432/database",
});

const publicUrl = z.string().refine(isHttpOrigin, {
  message: "must be where browsers reach Winnow, with no path: https://labels.example.org",
});

const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a number from 1 to 65535")
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65535, { message: "must be a number from 1 to 65535" });

/** The environment variables Winnow reads, all of them. */
const environmentSchema = z.object({
  /** A PostgreSQL server to use instead of the embedded one. */
  DATABASE_URL: postgresUrl.optional(),
  /** The directory everything is written to; relative to the project. */
  WINNOW_DATA: z.string().default(".winnow"),
  /** The installed project; `bin/winnow` sets it, so that it works from any directory. */
  WINNOW_ROOT: z.string().optional(),
  PORT: port.default(3000),
  /** The address to listen on; 0.0.0.0 for all. */
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "must be a host name or an IP address")
    .default("127.0.0.1"),
  /** The address people type, when a proxy stands in front. */
  WINNOW_URL: publicUrl.optional(),
  /** Signs sessions. Without it one is made and kept in the data directory. */
  WINNOW_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
});

export interface Config {
  readonly rootDirectory: string;
  readonly dataDirectory: string;
  /** Undefined: the embedded server, which `winnow start` runs. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  /** Origin of the links that people get, without a trailing slash. */
  readonly publicUrl: string;
  readonly secret: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
}

/** Variables by name, as in `process.env`. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Parses the environment once. Throws a SetupError that lists every problem at once. */
export function loadConfig(environment: Environment = process.env): Config {
  const parsed = environmentSchema.safeParse(withoutEmptyValues(environment));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
    throw new SetupError({
      code: "invalid_configuration",
      what: `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.join("\n")}\n`,
      next: "Change these environment variables and start again. Nothing was touched.",
      cause: parsed.error,
    });
  }
  const values = parsed.data;
  const rootDirectory = resolve(/* turbopackIgnore: true */ values.WINNOW_ROOT ?? process.cwd());
  return {
    rootDirectory,
    dataDirectory: resolve(/* turbopackIgnore: true */ rootDirectory, values.WINNOW_DATA),
    databaseUrl: values.DATABASE_URL,
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.WINNOW_URL?.replace(/\/$/, "") ?? `http://${browsableHost(values.HOST)}:${values.PORT}`,
    secret: values.WINNOW_SECRET,
    logLevel: values.LOG_LEVEL,
  };
}

/** `PORT= npm start` means the same as leaving PORT out. */
function withoutEmptyValues(environment: Environment): Record<string, string> {
  const given = Object.entries(environment).filter((entry): entry is [string, string] =>
    Boolean(entry[1]?.trim()),
  );
  return Object.fromEntries(given);
}

function isHttpOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (
    /^https?:$/.test(url.protocol) &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "" &&
    url.username === ""
  );
}

function browsableHost(host: string): string {
  if (["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
