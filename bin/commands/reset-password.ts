import type { Command } from "commander";
import { createDb } from "@/db/client";
import { findAccount, resetPassword } from "@/lib/access/reset-password";
import { loadConfig } from "@/lib/config";
import { newPasswordSchema } from "@/lib/contracts/accounts";
import { InvalidInputError } from "@/lib/errors";
import { askHidden } from "../ask-hidden";
import { withDatabase } from "../with-database";

export function registerResetPassword(program: Command): void {
  program
    .command("reset-password")
    .description("give somebody's account a new password, and end their sessions")
    .argument("<email>", "the e-mail address they sign in with")
    .addHelpText(
      "after",
      `
Asks for the new password twice and does not show it; from a pipe it reads two lines. It works while Winnow runs
and while it does not.

Example:
  winnow reset-password ada@example.org`,
    )
    .action(resetPasswordCommand);
}

async function resetPasswordCommand(email: string): Promise<void> {
  await withDatabase(loadConfig(), "reset-password", async (url) => {
    const { db, close } = createDb(url, { applicationName: "winnow reset-password", maxConnections: 1 });
    try {
      const account = await findAccount(db, email);
      const password = await askNewPassword(account.email);
      const ended = await resetPassword(db, { userId: account.id, password });
      const sessions = ended === 1 ? "1 session was" : `${ended} sessions were`;
      console.log(`${account.email} has a new password; ${sessions} ended. They sign in with the new one.`);
    } finally {
      await close();
    }
  });
}

async function askNewPassword(email: string): Promise<string> {
  const [first, second] = await askHidden([`New password of ${email}: `, "The same again: "]);
  const parsed = newPasswordSchema.safeParse(first);
  if (!parsed.success) throw unfit("password_unfit", parsed.error.issues[0]!.message);
  if (first !== second) throw unfit("passwords_differ", "The two passwords are not the same.");
  return parsed.data;
}

function unfit(code: string, what: string): InvalidInputError {
  return new InvalidInputError({ code, what, next: "Run the command again. Nothing was changed." });
}
