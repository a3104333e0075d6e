import { cookies, headers } from "next/headers";
import { type Language, languageSchema } from "@/lib/contracts/languages";

export const languageCookie = "winnow-language";

/** The visitor's language: as they chose it, else the first of their browser's that the product speaks, else English. */
export async function readLanguage(): Promise<Language> {
  const chosen = languageSchema.safeParse((await cookies()).get(languageCookie)?.value);
  if (chosen.success) return chosen.data;
  const accepted = (await headers()).get("accept-language") ?? "";
  const wanted = accepted.split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((code) => languageSchema.safeParse(code).data ?? [])[0] ?? "en";
}
