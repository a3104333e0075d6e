"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "./call-api";
import { ToastRegion } from "./toast";

export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            retry: (failures, error) => failures < 3 && !(error instanceof ApiError && !error.retryable),
            staleTime: 1_000,
          },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <ToastRegion>{children}</ToastRegion>
    </QueryClientProvider>
  );
}
