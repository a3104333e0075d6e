"use client";

import { useCallback } from "react";
import { useLocale, useTranslations } from "use-intl";

/**
 * Anything that was thrown, in words to show. The server speaks English and says most, with names and numbers; in
 * other languages the catalogue's words for the error's code come first.
 */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("errors");
  const locale = useLocale();
  return useCallback(
    (error: unknown) => {
      if (!hasMessage(error)) return t("somethingWrong");
      if (locale === "en" || typeof error.code !== "string") return error.message;
      if (error.code.startsWith("http_")) return t("unnamed", { status: error.code.slice("http_".length) });
      const code = error.code as Parameters<typeof t>[0];
      return t.has(code) ? t(code) : error.message;
    },
    [t, locale],
  );
}

/** An error, or what is kept of one. */
function hasMessage(error: unknown): error is { readonly message: string; readonly code?: unknown } {
  return (
    typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
  );
}
