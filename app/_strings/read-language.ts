import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Language } from "@/lib/contracts/language-names";
import { languageSchema } from "@/lib/contracts/languages";
import { type Catalogue, catalogues } from "./catalogue";
import { compileCatalogue } from "./compile-catalogue";
import { languageCookie } from "./language-cookie";
import { pseudoCatalogue, pseudoLanguage } from "./pseudo-catalogue";

/** What a page is written in. */
export interface PageLanguage {
  /** Of numbers and dates. */
  readonly language: Language;
  /** For `<html>`. */
  readonly tag: string;
  readonly direction: "ltr" | "rtl";
  /** Compiled. */
  readonly strings: Catalogue;
}

/** The visitor's language: as they chose it, else the first of their browser's that the product speaks, else English. */
export const readLanguage = cache(async (): Promise<PageLanguage> => {
  const given = (await cookies()).get(languageCookie)?.value;
  if (given === pseudoLanguage) {
    const strings = compileCatalogue(pseudoCatalogue(catalogues.en));
    return { language: "en", tag: pseudoLanguage, direction: "rtl", strings };
  }
  const language = languageSchema.safeParse(given).data ?? (await browserLanguage());
  return { language, tag: language, direction: "ltr", strings: compileCatalogue(catalogues[language]) };
});

async function browserLanguage(): Promise<Language> {
  const accepted = (await headers()).get("accept-language") ?? "";
  const wanted = accepted.split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((code) => languageSchema.safeParse(code).data ?? [])[0] ?? "en";
}
