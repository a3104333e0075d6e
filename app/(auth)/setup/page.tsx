import type { Metadata } from "next";
import { getDb } from "@/app/_server/db";
import { getStrings } from "@/app/_strings/get-strings";
import { readSetupState } from "@/db/queries/setup";
import { hashOfSetupToken } from "@/lib/access/complete-setup";
import { ButtonLink } from "../../_components/button-link";
import { Card } from "../../_components/card";
import { SetupForm } from "./setup-form";

export const dynamic = "force-dynamic";

/** The token stands in the address: it must not travel to wherever the visitor goes from here. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("account"))("setup.metaTitle"), referrer: "no-referrer" };
}

interface SetupPageProps {
  readonly searchParams: Promise<{ readonly token?: string | string[] }>;
}

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token: given } = await searchParams;
  const token = typeof given === "string" ? given : "";
  const state = await readSetupState(getDb(), hashOfSetupToken(token));
  const t = await getStrings("account.setup");
  if (state === "open") return <SetupForm token={token} />;
  if (state === "owned") {
    return (
      <Card>
        <h1 className="text-xl font-semibold tracking-tight">{t("owned")}</h1>
        <p className="mt-2 mb-5 text-muted">{t("ownedText")}</p>
        <ButtonLink href="/sign-in" kind="primary" size="large" className="w-full">
          {t("toSignIn")}
        </ButtonLink>
      </Card>
    );
  }
  return (
    <Card>
      <h1 className="text-xl font-semibold tracking-tight">{t("wrong")}</h1>
      <p className="mt-2 text-muted">{t("wrongText")}</p>
    </Card>
  );
}
