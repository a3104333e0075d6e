import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { InvalidInputError } from "@/lib/errors";

/** Asks one question after another without showing what is typed. From a pipe, each answer is a line. */
export async function askHidden(questions: readonly string[]): Promise<string[]> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal });
  const typed = lines[Symbol.asyncIterator]();
  const answers: string[] = [];
  try {
    for (const question of questions) {
      process.stderr.write(question);
      const { value, done } = await typed.next();
      process.stderr.write("\n");
      if (done) throw nothingGiven();
      answers.push(value);
    }
  } finally {
    lines.close();
  }
  return answers;
}

function nothingGiven(): InvalidInputError {
  return new InvalidInputError({
    code: "nothing_given",
    what: "No password was given.",
    next: "Run the command again and type it twice. Nothing was changed.",
  });
}
