import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getDb } from "@/app/_server/db";
import { localPath } from "@/app/_server/local-path";
import { pageUser } from "@/app/_server/session";
import { hasOwner } from "@/db/queries/setup";
import { Card } from "../../_components/card";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };
export const dynamic = "force-dynamic";

interface SignInPageProps {
  readonly searchParams: Promise<{ readonly return?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const returnTo = localPath((await searchParams).return) ?? "/projects";
  if (await pageUser()) redirect(returnTo);
  if (await hasOwner(getDb())) return <SignInForm returnTo={returnTo} />;
  return (
    <Card>
      <h1 className="text-xl font-semibold tracking-tight">Nobody owns this server yet</h1>
      <p className="mt-2 text-muted">
        Open the setup link that Winnow printed where it was started. If it is gone, start Winnow again: each
        start prints a new one until there is an owner.
      </p>
    </Card>
  );
}
