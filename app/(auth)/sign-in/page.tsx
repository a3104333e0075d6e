import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getDb } from "@/app/_server/db";
import { localPath } from "@/app/_server/local-path";
import { pageUser } from "@/app/_server/session";
import { getStrings } from "@/app/_strings/get-strings";
import { hasOwner } from "@/db/queries/setup";
import { Card } from "../../_components/card";
import { SignInForm } from "./sign-in-form";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("account"))("signIn.title") };
}

interface SignInPageProps {
  readonly searchParams: Promise<{ readonly return?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const returnTo = localPath((await searchParams).return) ?? "/projects";
  if (await pageUser()) redirect(returnTo);
  if (await hasOwner(getDb())) return <SignInForm returnTo={returnTo} />;
  const t = await getStrings("account.signIn");
  return (
    <Card>
      <h1 className="text-xl font-semibold tracking-tight">{t("noOwner")}</h1>
      <p className="mt-2 text-muted">{t("noOwnerText")}</p>
    </Card>
  );
}
