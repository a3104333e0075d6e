"use client";

import { useTranslations } from "use-intl";
import { invitationDays, type Team } from "@/lib/contracts/team";
import { Card } from "../../../_components/card";
import { InvitationForm } from "./invitation-form";
import { InvitationRow } from "./invitation-row";

interface InvitationsCardProps {
  readonly projectId: string;
  readonly invitations: Team["invitations"];
}

/** The links by which people join; those that ended are folded away. */
export function InvitationsCard({ projectId, invitations }: InvitationsCardProps) {
  const t = useTranslations("team");
  const open = invitations.filter(({ state }) => state === "open");
  const ended = invitations.filter(({ state }) => state !== "open");
  return (
    <Card title={t("invitations.title")} aside={t("invitations.aside", { days: invitationDays })}>
      <p className="mb-4 text-muted">{t("invitations.explain")}</p>
      <InvitationForm projectId={projectId} />
      <div className="mt-5 border-t border-line pt-1">
        {invitations.length === 0 && <p className="pt-2 text-muted">{t("invitations.none")}</p>}
        <ul>
          {open.map((invitation) => (
            <InvitationRow key={invitation.id} projectId={projectId} invitation={invitation} />
          ))}
        </ul>
        {ended.length > 0 && (
          <details className="pt-2">
            <summary className="w-fit rounded-md py-1 text-muted hover:text-ink pointer-coarse:py-3">
              {t("invitations.ended", { count: ended.length })}
            </summary>
            <ul>
              {ended.map((invitation) => (
                <InvitationRow key={invitation.id} projectId={projectId} invitation={invitation} />
              ))}
            </ul>
          </details>
        )}
      </div>
    </Card>
  );
}
