import type { ReactNode } from "react";
import { getStrings } from "../_strings/get-strings";
import { LanguageSelect } from "./language-select";
import { SignOutButton } from "./sign-out-button";
import { StayLink } from "./stay-link";
import { ThemeSwitch } from "./theme-switch";
import { WheatMark } from "./wheat-mark";

interface NavBarProps {
  /** The project's name, when inside one. */
  readonly crumb?: string;
  /** The project's pages. */
  readonly tabs?: ReactNode;
  /** The signed-in person; no sign-out without one. */
  readonly userName?: string;
}

/** The bar on top of every page but the label bench. */
export async function NavBar({ crumb, tabs, userName }: NavBarProps) {
  const t = await getStrings("common");
  return (
    <header className="border-b border-line bg-surface">
      <a
        href="#content"
        className="sr-only rounded-md bg-surface px-3 py-2 font-medium text-accent underline focus:not-sr-only focus:absolute focus:z-50 focus:m-2"
      >
        {t("skipToContent")}
      </a>
      <div className="mx-auto flex max-w-[80rem] flex-wrap items-center gap-x-4 px-4 sm:px-6">
        <StayLink
          href="/projects"
          prefetch={false}
          className="-ms-1.5 flex h-13 min-w-11 shrink-0 items-center gap-2 rounded-md px-1.5 text-[0.9375rem] font-semibold tracking-tight"
        >
          <WheatMark />
          <span className={crumb && "max-sm:sr-only"}>Winnow</span>
        </StayLink>
        {crumb && (
          <span
            dir="auto"
            className="min-w-0 flex-1 basis-0 truncate font-medium md:max-w-64 md:flex-none md:basis-auto"
            title={crumb}
          >
            {crumb}
          </span>
        )}
        {tabs && <div className="order-last -mx-1 w-full pb-1.5 md:order-none md:w-auto md:pb-0">{tabs}</div>}
        <div className="ms-auto flex items-center gap-1 print:hidden">
          {userName && (
            <span dir="auto" className="me-1 hidden max-w-40 truncate text-muted lg:inline">
              {userName}
            </span>
          )}
          <LanguageSelect isSignedIn={userName !== undefined} />
          <ThemeSwitch />
          {userName && <SignOutButton />}
        </div>
      </div>
    </header>
  );
}
