"use client";

import { type ReactNode, useMemo } from "react";
import { IntlProvider, useMessages } from "use-intl";
import type { Language } from "@/lib/contracts/language-names";
import type { Catalogue } from "../_strings/catalogue";

interface WordsProviderProps {
  readonly language: Language;
  readonly strings: Partial<Catalogue>;
  readonly children: ReactNode;
}

/** Adds words to those that are known around it. */
export function WordsProvider({ language, strings, children }: WordsProviderProps) {
  const around = useMessages();
  const messages = useMemo(() => ({ ...around, ...strings }), [around, strings]);
  return (
    <IntlProvider locale={language} messages={messages}>
      {children}
    </IntlProvider>
  );
}
