import type { ReactNode } from "react";
import { LanguageSelect } from "./language-select";
import { ThemeSwitch } from "./theme-switch";
import { WheatMark } from "./wheat-mark";

interface CentredPageProps {
  /** Where the name leads; without one it leads nowhere. */
  readonly home?: string;
  readonly children: ReactNode;
}

const brandLook =
  "mb-6 flex items-center justify-center gap-2 self-center text-lg font-semibold tracking-tight";

/** One narrow card in the middle below the name, with language and colours to choose: pages that belong to no project. */
export function CentredPage({ home, children }: CentredPageProps) {
  const brand = (
    <>
      <WheatMark size={24} />
      Winnow
    </>
  );
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex justify-end gap-1 p-3">
        <LanguageSelect isSignedIn={false} />
        <ThemeSwitch />
      </header>
      <main className="mx-auto flex w-full max-w-[26rem] flex-1 flex-col justify-center px-4 pb-24">
        {home === undefined ? (
          <p className={brandLook}>{brand}</p>
        ) : (
          // What could not be shown may be part of what the browser keeps: the page is fetched anew.
          <a href={home} className={`${brandLook} rounded-md px-2 py-1`}>
            {brand}
          </a>
        )}
        {children}
      </main>
    </div>
  );
}
