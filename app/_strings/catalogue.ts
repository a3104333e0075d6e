import type { Language } from "@/lib/contracts/language-names";
import { de } from "./de";
import { en } from "./en";

/** The shape of every language's catalogue. */
export type Catalogue = typeof en;

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, de };

declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: Catalogue;
  }
}
