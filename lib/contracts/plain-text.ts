import { z } from "zod";

/** What no database keeps and no file carries: NUL, and half of a character (a lone surrogate). */
const unstorable = /\0|\p{Surrogate}/u;

/** Text of people that is stored as it is. */
export const plainText = z
  .string()
  .refine((text) => !unstorable.test(text), "It holds a NUL or half of a character, which cannot be stored.");
