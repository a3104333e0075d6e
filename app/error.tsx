"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./_components/button";
import { Card } from "./_components/card";
import { CentredPage } from "./_components/centred-page";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** What a page shows when it could not be made. The reason stands in the server's log, under the digest. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("common");
  const router = useRouter();
  const [isTrying, startTransition] = useTransition();
  // `reset` alone draws the same failed answer again: the server has to make the page anew.
  const tryAgain = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <CentredPage home="/">
      <Card className="py-8 text-center">
        <div role="alert">
          <h1 className="text-xl font-semibold tracking-tight text-balance">{t("brokenPage.title")}</h1>
          <p className="mt-2 mb-5 text-balance text-muted">
            {t("brokenPage.text", { digest: error.digest ?? "none" })}
          </p>
        </div>
        <Button kind="primary" size="large" busy={isTrying} onClick={tryAgain}>
          {t("tryAgain")}
        </Button>
      </Card>
    </CentredPage>
  );
}
