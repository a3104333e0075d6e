"use client";

import { useTranslations } from "use-intl";
import type { Team } from "@/lib/contracts/team";
import { Button } from "../../../_components/button";
import { json } from "../../../_components/call-api";
import { ErrorNote } from "../../../_components/error-note";
import { LocalTime } from "../../../_components/local-time";
import { useToast } from "../../../_components/toast";
import { useErrorText } from "../../../_components/use-error-text";
import { useTellTeam } from "./use-tell-team";

interface InvitationRowProps {
  readonly projectId: string;
  readonly invitation: Team["invitations"][number];
}

export function InvitationRow({ projectId, invitation }: InvitationRowProps) {
  const errorText = useErrorText();
  const t = useTranslations("team");
  const toast = useToast();
  const tell = useTellTeam(projectId);
  const { id, role, state, createdBy, expiresAt, uses } = invitation;
  const revoke = () =>
    tell.mutate(
      { path: `/invitations/${id}/revoke`, init: json("POST", {}) },
      { onSuccess: () => toast(t("invitations.wasRevoked")) },
    );
  return (
    <li className="border-t border-line py-2.5 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-40">
          <p>
            <span className="font-medium">{t(`roles.${role}`)}</span>
            <span className="text-muted"> · {t("invitations.uses", { count: uses })}</span>
          </p>
          <p className="text-[0.8125rem] wrap-anywhere text-muted">
            {t("invitations.madeBy", { name: createdBy })} ·{" "}
            {state === "open" ? (
              <>
                {t("invitations.expires")} <LocalTime instant={expiresAt} />
              </>
            ) : (
              t(`invitations.${state}`)
            )}
          </p>
        </div>
        {state === "open" && (
          <Button
            kind="quiet"
            busy={tell.isPending}
            aria-label={t("invitations.revokeOf", { role, name: createdBy })}
            onClick={revoke}
            className="pointer-coarse:min-h-11"
          >
            {t("invitations.revoke")}
          </Button>
        )}
      </div>
      {tell.error && <ErrorNote message={errorText(tell.error)} />}
    </li>
  );
}
