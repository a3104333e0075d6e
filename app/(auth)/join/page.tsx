import type { Metadata } from "next";
import { getDb } from "@/app/_server/db";
import { pageUser } from "@/app/_server/session";
import { getStrings } from "@/app/_strings/get-strings";
import { findInvitation, type InvitationFound } from "@/db/queries/team";
import { hashOfInvitationToken } from "@/lib/access/create-invitation";
import type { ProjectRole } from "@/lib/contracts/projects";
import { invitationDays } from "@/lib/contracts/team";
import { ButtonLink } from "../../_components/button-link";
import { Card } from "../../_components/card";
import { PageWords } from "../../_components/page-words";
import { JoinButton } from "./join-button";
import { JoinForm } from "./join-form";
import { workPath } from "./work-path";

export const dynamic = "force-dynamic";

/** The token stands in the address: it must not travel to wherever the visitor goes from here. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getStrings("team");
  return { title: t("join.metaTitle"), referrer: "no-referrer" };
}

interface JoinPageProps {
  readonly searchParams: Promise<{ readonly token?: string | string[] }>;
}

export default async function JoinPage({ searchParams }: JoinPageProps) {
  const { token: given } = await searchParams;
  const token = typeof given === "string" ? given : "";
  const [user, t] = await Promise.all([pageUser(), getStrings("team")]);
  const found = await findInvitation(getDb(), hashOfInvitationToken(token), user?.id ?? null);
  if (user && found?.ownRole) return <MemberAlready found={found} role={found.ownRole} email={user.email} />;
  if (found?.state !== "open") return <EndedInvitation found={found} isSignedIn={user !== null} />;
  return (
    <Card>
      <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
        {t("join.title", { project: found.projectName })}
      </h1>
      <p className="mt-1 mb-5 text-muted wrap-anywhere">
        {t("join.invites", { name: found.invitedBy, role: found.role })}
      </p>
      <PageWords of={["team"]}>
        {user ? <JoinButton token={token} name={user.name} email={user.email} /> : <JoinForm token={token} />}
      </PageWords>
    </Card>
  );
}

interface MemberAlreadyProps {
  readonly found: InvitationFound;
  readonly role: ProjectRole;
  readonly email: string;
}

/** Who joined opens the link again, as the only way in that they know; whether it still works does not matter then. */
async function MemberAlready({ found, role, email }: MemberAlreadyProps) {
  const t = await getStrings("team");
  return (
    <Card>
      <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
        {t("join.already.title", { project: found.projectName })}
      </h1>
      <p className="mt-2 mb-5 text-muted wrap-anywhere">{t("join.already.text", { email })}</p>
      <ButtonLink href={workPath({ projectId: found.projectId, role })} size="large" className="w-full">
        {t("join.already.action")}
      </ButtonLink>
    </Card>
  );
}

interface EndedInvitationProps {
  /** Null: no link has this token. */
  readonly found: InvitationFound | null;
  readonly isSignedIn: boolean;
}

async function EndedInvitation({ found, isSignedIn }: EndedInvitationProps) {
  const t = await getStrings("team");
  const why = found === null || found.state === "open" ? "wrong" : found.state;
  const facts = { name: found?.invitedBy ?? "", project: found?.projectName ?? "", days: invitationDays };
  return (
    <Card>
      <h1 className="text-xl font-semibold tracking-tight">{t(`join.${why}.title`)}</h1>
      <p className="mt-2 mb-5 text-muted wrap-anywhere">{t(`join.${why}.text`, facts)}</p>
      <ButtonLink href={isSignedIn ? "/projects" : "/sign-in"} size="large" className="w-full">
        {isSignedIn ? t("join.toProjects") : t("join.signIn")}
      </ButtonLink>
    </Card>
  );
}
