import { z } from "zod";
import { languageSchema } from "./languages";
import { plainText } from "./plain-text";
import { defaultUserSettings as defaults } from "./user-settings-defaults";

/** More than there are commands. */
const mostKeys = 100;

/** How somebody likes to work: theirs on every machine. What is missing stands at its default. */
export const userSettingsSchema = z.object({
  /** Null = the browser's. */
  language: languageSchema.nullable().default(defaults.language),
  /** Pixels of a sample's text. */
  textSize: z.number().int().min(14).max(28).default(defaults.textSize),
  /** Off: a key does nothing alone, only buttons and fields work (WCAG 2.1.4). */
  singleKeys: z.boolean().default(defaults.singleKeys),
  /** Commands of the bench that were given other keys: command id → key, as `KeyboardEvent.key` writes it. */
  keys: z
    .record(plainText.max(40), plainText.min(1).max(20))
    .refine((keys) => Object.keys(keys).length <= mostKeys, `At most ${mostKeys} keys.`)
    .default(defaults.keys),
  /** Minutes of work after which a break is hinted at; null = never. */
  breakAfterMinutes: z
    .union([z.literal(25), z.literal(50)])
    .nullable()
    .default(defaults.breakAfterMinutes),
});
export type UserSettings = z.infer<typeof userSettingsSchema>;
