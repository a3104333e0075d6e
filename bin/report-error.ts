import { WinnowError } from "@/lib/errors";

/** An error meant for people is its message; anything else is a fault of ours and shows where it arose. */
export function reportError(error: unknown): void {
  if (error instanceof WinnowError) console.error(error.message);
  else console.error("Winnow met an error it did not expect. Please report it with these lines:\n", error);
}
