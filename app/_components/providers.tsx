"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { IntlProvider } from "use-intl";
import type { Language } from "@/lib/contracts/language-names";
import type { Catalogue } from "../_strings/catalogue";
import { ApiError } from "./call-api";
import { ToastRegion } from "./toast";

interface ProvidersProps {
  readonly language: Language;
  /** Of what every page has; a page adds its own. */
  readonly strings: Partial<Catalogue>;
  readonly children: ReactNode;
}

export function Providers({ language, strings, children }: ProvidersProps) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // Without a connection a request fails and says so: one that waited would leave old numbers looking fresh.
          mutations: { networkMode: "always" },
          queries: {
            networkMode: "always",
            // Pages look again every few seconds; that the server is not reached is told before that.
            retry: (failures, error) => failures < 2 && !(error instanceof ApiError && !error.retryable),
            retryDelay: 300,
            staleTime: 1_000,
          },
        },
      }),
  );
  // The server does not know the reader's: times are written by LocalTime, in the browser only, in the zone it has anyway.
  const timeZone = typeof window === "undefined" ? "UTC" : undefined;
  return (
    <IntlProvider locale={language} messages={strings} timeZone={timeZone}>
      <QueryClientProvider client={client}>
        <ToastRegion>{children}</ToastRegion>
      </QueryClientProvider>
    </IntlProvider>
  );
}
