"use client";

import { Languages } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";
import { type Language, languageNames, languages } from "@/lib/contracts/language-names";
import { keepLanguage, storeLanguage } from "./keep-language";
import { useToast } from "./toast";
import { useErrorText } from "./use-error-text";

/** An icon with the browser's own list of languages over it, each by its own name. */
export function LanguageSelect({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const t = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const errorText = useErrorText();
  const choose = (language: Language) => {
    keepLanguage(language);
    router.refresh();
    if (isSignedIn) storeLanguage(language).catch((error: unknown) => toast(errorText(error)));
  };
  return (
    <span className="relative grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:size-11">
      <Languages size={17} aria-hidden="true" />
      <select
        aria-label={t("language")}
        title={t("language")}
        value={useLocale()}
        onChange={(event) => choose(event.currentTarget.value as Language)}
        className="absolute inset-0 cursor-pointer appearance-none rounded-md opacity-0"
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </select>
    </span>
  );
}
