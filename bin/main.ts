import { Command } from "commander";
import { version } from "../package.json";
import { registerExport } from "./commands/export";
import { registerImport } from "./commands/import";
import { registerResetPassword } from "./commands/reset-password";
import { registerSimulate } from "./commands/simulate";
import { registerStart } from "./commands/start";
import { reportError } from "./report-error";

const program = new Command("winnow")
  .description("Self-hosted active-learning labeling: label the samples that teach the model most.")
  .version(version)
  .showHelpAfterError("(winnow --help lists the commands and shows examples)")
  .addHelpText(
    "after",
    `
Examples:
  winnow start                           run Winnow on http://localhost:3000
  PORT=8080 HOST=0.0.0.0 winnow start    on another port, for the whole network
  winnow import news.csv --project News --create text
  winnow export --project News --format csv
  winnow simulate --data DIR --strategy auto,random --format table
  winnow reset-password ada@example.org
  winnow start --help                    the settings of one command

Every command reads the same environment: DATABASE_URL, WINNOW_DATA, PORT, HOST, WINNOW_URL, WINNOW_SECRET
and LOG_LEVEL. Without DATABASE_URL Winnow brings its own PostgreSQL and keeps all data in .winnow.`,
  );

registerStart(program);
registerImport(program);
registerExport(program);
registerResetPassword(program);
registerSimulate(program, new URL("./seed-thread.mjs", import.meta.url));

try {
  await program.parseAsync();
} catch (error) {
  reportError(error);
  process.exitCode = 1;
}
