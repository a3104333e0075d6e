import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "./_components/providers";
import { parseTheme, themeCookie } from "./_components/theme";
import { getStrings } from "./_strings/get-strings";
import { pickStrings, wordsOfEveryPage } from "./_strings/pick-strings";
import { readLanguage } from "./_strings/read-language";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getStrings("common");
  return { title: { default: "Winnow", template: "%s · Winnow" }, description: t("description") };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#151513" },
  ],
};

/** The chosen theme and language travel in cookies, so that the first paint already has them. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const { language, tag, direction, strings } = await readLanguage();
  return (
    <html lang={tag} dir={direction} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <Providers language={language} strings={pickStrings(strings, wordsOfEveryPage)}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
