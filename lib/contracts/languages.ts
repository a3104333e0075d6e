import { z } from "zod";

/** The languages that the product speaks, each with its own name for itself. */
export const languageNames = { en: "English", de: "Deutsch" } as const;

export const languageSchema = z.enum(["en", "de"]);
export type Language = z.infer<typeof languageSchema>;
