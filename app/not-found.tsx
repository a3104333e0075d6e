import type { Metadata } from "next";
import { buttonClass } from "./_components/button";
import { Card } from "./_components/card";
import { EmptyState } from "./_components/empty-state";
import { getStrings } from "./_strings/get-strings";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("common"))("notFound.title") };
}

export default async function NotFound() {
  const t = await getStrings("common.notFound");
  return (
    <main className="mx-auto max-w-[30rem] px-4 py-24">
      <Card>
        <EmptyState
          titleAs="h1"
          title={t("title")}
          action={
            <a href="/projects" className={buttonClass({})}>
              {t("action")}
            </a>
          }
        >
          {t("text")}
        </EmptyState>
      </Card>
    </main>
  );
}
