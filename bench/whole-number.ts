import { InvalidInputError } from "@/lib/errors";

/** The value of an option. Throws an InvalidInputError unless it is a whole number of at least 1. */
export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value > 0 && Number.isSafeInteger(value)) return value;
  throw new InvalidInputError({
    code: "invalid_option",
    what: `--${option} ${text} cannot be used.`,
    next: "Give a whole number of at least 1.",
  });
}
