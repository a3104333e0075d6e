import type { Metadata } from "next";
import { buttonClass } from "./_components/button";
import { Card } from "./_components/card";
import { CentredPage } from "./_components/centred-page";
import { getStrings } from "./_strings/get-strings";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("common"))("notFound.title") };
}

export default async function NotFound() {
  const t = await getStrings("common.notFound");
  return (
    <CentredPage home="/">
      <Card className="py-8 text-center">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{t("title")}</h1>
        <p className="mt-2 mb-5 text-balance text-muted">{t("text")}</p>
        <a href="/projects" className={buttonClass({ kind: "primary", size: "large" })}>
          {t("action")}
        </a>
      </Card>
    </CentredPage>
  );
}
