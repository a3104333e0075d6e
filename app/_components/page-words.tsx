import type { ReactNode } from "react";
import { type Namespace, pickStrings } from "../_strings/pick-strings";
import { readLanguage } from "../_strings/read-language";
import { WordsProvider } from "./words-provider";

interface PageWordsProps {
  /** What the client components inside say, besides the words that every page has; checked by `tests/rules/page-words.test.ts`. */
  readonly of: readonly Namespace[];
  readonly children: ReactNode;
}

/** Sends a page the words of its own client components. */
export async function PageWords({ of: names, children }: PageWordsProps) {
  const { language, strings } = await readLanguage();
  return (
    <WordsProvider language={language} strings={pickStrings(strings, names)}>
      {children}
    </WordsProvider>
  );
}
