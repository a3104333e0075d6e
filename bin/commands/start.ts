import type { Command } from "commander";
import { loadConfig } from "@/lib/config";

interface StartOptions {
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
}

export function registerStart(program: Command): void {
  program
    .command("start")
    .description("run Winnow: database, web server and one worker, until Ctrl-C")
    .option("-p, --port <number>", "port to listen on (PORT, 3000)")
    .option("-H, --host <address>", "address to listen on; 0.0.0.0 for all (HOST, 127.0.0.1)")
    .option("-d, --data <directory>", "where everything is kept (WINNOW_DATA, .winnow)")
    .addHelpText(
      "after",
      `
Environment:
  DATABASE_URL   a PostgreSQL server (15 or newer) to use instead of the embedded one
  WINNOW_URL     the address people type, when a proxy stands in front
  WINNOW_SECRET  signs sessions; by default one is made and kept in the data directory
  LOG_LEVEL      fatal, error, warn, info, debug, trace or silent (info)

The first start prints a one-time link that makes the owner's account. The logs of the web server, the
worker and PostgreSQL are in the data directory under logs/.`,
    )
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  const config = loadConfig({
    ...process.env,
    ...(options.port && { PORT: options.port }),
    ...(options.host && { HOST: options.host }),
    ...(options.data && { WINNOW_DATA: options.data }),
  });
  const { runSupervisor } = await import("../supervisor/run-supervisor");
  await runSupervisor(config, (line) => console.log(line));
  process.exit(0);
}
