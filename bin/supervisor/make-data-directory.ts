import { accessSync, constants, mkdirSync } from "node:fs";
import { messageOf, SetupError } from "@/lib/errors";

/** Makes the data directory where it is missing. Throws a SetupError when Winnow could not write there. */
export function makeDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SetupError({
      code: "data_directory_unusable",
      what: `Winnow cannot keep its data in ${directory}.`,
      why: `The system says: ${messageOf(error)}.`,
      next: "Give the directory to the user who runs Winnow, or name another one in WINNOW_DATA.",
      cause: error,
    });
  }
}
