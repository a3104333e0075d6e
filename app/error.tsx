"use client";

import { useTranslations } from "use-intl";
import { Button } from "./_components/button";
import { ErrorNote } from "./_components/error-note";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** What a page shows when it could not be made. The reason stands in the server's log, under the digest. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("common");
  return (
    <main className="mx-auto max-w-[36rem] px-4 py-24">
      <ErrorNote
        message={t("brokenPage", { digest: error.digest ?? "none" })}
        action={<Button onClick={reset}>{t("tryAgain")}</Button>}
      />
    </main>
  );
}
