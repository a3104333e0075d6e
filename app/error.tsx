"use client";

import { Button } from "./_components/button";
import { ErrorNote } from "./_components/error-note";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** What a page shows when it could not be made. The reason stands in the server's log, under the digest. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="mx-auto max-w-[36rem] px-4 py-24">
      <ErrorNote
        message={`This page could not be shown. Your labels are safe. The reason stands in the server's log${
          error.digest ? ` under ${error.digest}` : ""
        }.`}
        action={<Button onClick={reset}>Try again</Button>}
      />
    </main>
  );
}
