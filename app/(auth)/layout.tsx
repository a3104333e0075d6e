import type { ReactNode } from "react";
import { LanguageSelect } from "../_components/language-select";
import { ThemeSwitch } from "../_components/theme-switch";
import { WheatMark } from "../_components/wheat-mark";

/** One narrow card in the middle: for those who are not signed in. */
export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex justify-end gap-1 p-3">
        <LanguageSelect isSignedIn={false} />
        <ThemeSwitch />
      </header>
      <main className="mx-auto flex w-full max-w-[26rem] flex-1 flex-col justify-center px-4 pb-24">
        <p className="mb-6 flex items-center justify-center gap-2 text-lg font-semibold tracking-tight">
          <WheatMark size={24} />
          Winnow
        </p>
        {children}
      </main>
    </div>
  );
}
