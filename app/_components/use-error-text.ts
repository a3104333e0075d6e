"use client";

import { useCallback } from "react";
import { useLocale, useTranslations } from "use-intl";
import { ApiError } from "./call-api";

/**
 * Anything that was thrown, in words to show. The server speaks English and says most, with names and numbers; in
 * other languages the catalogue's words for the error's code come first.
 */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("errors");
  const locale = useLocale();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof Error)) return t("somethingWrong");
      if (locale === "en" || !(error instanceof ApiError)) return error.message;
      if (error.code.startsWith("http_")) return t("unnamed", { status: error.code.slice("http_".length) });
      const code = error.code as Parameters<typeof t>[0];
      return t.has(code) ? t(code) : error.message;
    },
    [t, locale],
  );
}
