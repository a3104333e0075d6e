import type { ReactNode } from "react";
import { CentredBrand } from "./centred-brand";
import { LanguageSelect } from "./language-select";
import { ThemeSwitch } from "./theme-switch";

interface CentredPageProps {
  /** Where the name leads; without one it leads nowhere. */
  readonly home?: string;
  readonly children: ReactNode;
}

/** One narrow card in the middle below the name, with language and colours to choose: pages that belong to no project. */
export function CentredPage({ home, children }: CentredPageProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex justify-end gap-1 p-3">
        <LanguageSelect isSignedIn={false} />
        <ThemeSwitch />
      </header>
      <main className="mx-auto flex w-full max-w-[26rem] flex-1 flex-col justify-center px-4 pb-24">
        <CentredBrand home={home} />
        {children}
      </main>
    </div>
  );
}
