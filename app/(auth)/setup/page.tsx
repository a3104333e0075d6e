import type { Metadata } from "next";
import { getDb } from "@/app/_server/db";
import { readSetupState } from "@/db/queries/setup";
import { hashOfSetupToken } from "@/lib/access/complete-setup";
import { ButtonLink } from "../../_components/button";
import { Card } from "../../_components/card";
import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };
export const dynamic = "force-dynamic";

interface SetupPageProps {
  readonly searchParams: Promise<{ readonly token?: string | string[] }>;
}

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token: given } = await searchParams;
  const token = typeof given === "string" ? given : "";
  const state = await readSetupState(getDb(), hashOfSetupToken(token));
  if (state === "open") return <SetupForm token={token} />;
  if (state === "owned") {
    return (
      <Card>
        <h1 className="text-xl font-semibold tracking-tight">This server is set up</h1>
        <p className="mt-2 mb-5 text-muted">
          It has its owner. The setup link was for the first account only.
        </p>
        <ButtonLink href="/sign-in" kind="primary" size="large" className="w-full">
          Sign in
        </ButtonLink>
      </Card>
    );
  }
  return (
    <Card>
      <h1 className="text-xl font-semibold tracking-tight">This setup link does not work</h1>
      <p className="mt-2 text-muted">
        It has expired, or was not copied whole. Start Winnow again: while nobody owns the server, each start
        prints a new link, which works for 24 hours. Nothing was changed.
      </p>
    </Card>
  );
}
