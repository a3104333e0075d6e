import type { Language } from "@/lib/contracts/language-names";
import type { UserSettings } from "@/lib/contracts/user-settings";
import { languageCookie } from "../_strings/language-cookie";
import { callApi, json, tellApi } from "./call-api";

const path = "/api/v1/settings";

/** In a cookie, so that the first paint of every page has it; null: as the browser. */
export function keepLanguage(language: Language | null): void {
  const seconds = language === null ? 0 : 365 * 24 * 60 * 60;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on http origins
  document.cookie = `${languageCookie}=${language ?? ""}; path=/; max-age=${seconds}; samesite=lax`;
}

/** Also on every other machine of the one who is signed in. */
export async function storeLanguage(language: Language): Promise<void> {
  const settings = await callApi<UserSettings>(path);
  await tellApi(path, json("PUT", { ...settings, language }));
}

/** After signing in: the language they chose on another machine. */
export async function fetchLanguage(): Promise<void> {
  const { language } = await callApi<UserSettings>(path);
  if (language !== null) keepLanguage(language);
}
