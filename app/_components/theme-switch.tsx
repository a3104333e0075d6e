"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { parseTheme, type Theme, themeCookie, themes } from "./theme";

const icons = { system: Monitor, light: Sun, dark: Moon };

/** One press goes on to the next of: as the system, light, dark. */
export function ThemeSwitch() {
  const t = useTranslations("common.colours");
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => setTheme(parseTheme(document.documentElement.dataset.theme)), []);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  const Icon = icons[theme];
  return (
    <button
      type="button"
      title={t("name", { theme: t(theme) })}
      aria-label={t("change", { theme: t(theme), next: t(next) })}
      onClick={() => {
        apply(next);
        setTheme(next);
      }}
      className="grid size-8 place-items-center pointer-coarse:size-11 rounded-md text-muted hover:bg-sunken hover:text-ink active:bg-line"
    >
      <Icon size={17} aria-hidden="true" />
    </button>
  );
}

function apply(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
}
