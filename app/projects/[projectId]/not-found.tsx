import type { Metadata } from "next";
import { buttonClass } from "../../_components/button";
import { Card } from "../../_components/card";
import { CentredBrand } from "../../_components/centred-brand";
import { pageUser } from "../../_server/session";
import { getStrings } from "../../_strings/get-strings";
import { KeptAnswers } from "./_outbox/kept-answers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("common"))("notFound.projectTitle") };
}

/**
 * For strangers, for those who were taken out of the project, and where there is none: the same words, so that they tell
 * nothing. Every page of a project brings this one's scripts along, so it has few.
 */
export default async function ProjectNotFound() {
  const t = await getStrings("common.notFound");
  const user = await pageUser();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col justify-center px-4 pb-24">
      <CentredBrand home="/" />
      <Card className="py-8 text-center">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{t("projectTitle")}</h1>
        <p className="mt-2 mb-5 text-balance text-muted">{t("projectText")}</p>
        <a href="/projects" className={buttonClass({ kind: "primary", size: "large" })}>
          {t("action")}
        </a>
        {user && <KeptAnswers userId={user.id} />}
      </Card>
    </main>
  );
}
