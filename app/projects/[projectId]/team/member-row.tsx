"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ProjectRole, projectRoleSchema } from "@/lib/contracts/projects";
import type { Team } from "@/lib/contracts/team";
import { Button } from "../../../_components/button";
import { json } from "../../../_components/call-api";
import { ErrorNote } from "../../../_components/error-note";
import { LocalTime } from "../../../_components/local-time";
import { useToast } from "../../../_components/toast";
import { useErrorText } from "../../../_components/use-error-text";
import { LeaveDialog } from "./leave-dialog";
import { RoleSelect } from "./role-select";
import { useTellTeam } from "./use-tell-team";

interface MemberRowProps {
  readonly projectId: string;
  readonly member: Team["members"][number];
  readonly isSelf: boolean;
}

/** A member with their role. What would lock oneself or somebody else out is asked first. */
export function MemberRow({ projectId, member, isSelf }: MemberRowProps) {
  const errorText = useErrorText();
  const t = useTranslations("team");
  const toast = useToast();
  const tell = useTellTeam(projectId);
  const [asked, setAsked] = useState<"remove" | ProjectRole | null>(null);
  const { userId, name } = member;
  const path = `/members/${encodeURIComponent(userId)}`;
  const leaveOrStay = () => {
    if (isSelf) window.location.assign("/projects");
    else setAsked(null);
  };
  const changeRole = (role: ProjectRole) =>
    tell.mutate(
      { path, init: json("PATCH", { role }) },
      {
        onSuccess: () => {
          toast(t("members.changed", { name, role }));
          leaveOrStay();
        },
      },
    );
  const remove = () =>
    tell.mutate(
      { path, init: json("DELETE", {}) },
      {
        onSuccess: () => {
          toast(t("members.removed", { name }));
          leaveOrStay();
        },
      },
    );
  const choose = (chosen: string) => {
    const role = projectRoleSchema.parse(chosen);
    if (isSelf && member.role === "lead") setAsked(role);
    else changeRole(role);
  };
  return (
    <li className="border-t border-line py-3 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <p className="wrap-anywhere">
            <span dir="auto" className="font-medium">
              {name}
            </span>
            {isSelf && <span className="text-muted"> ({t("members.you")})</span>}
          </p>
          <p className="text-[0.8125rem] wrap-anywhere text-muted">
            {member.email} · {t("members.joined")} <LocalTime instant={member.joinedAt} />
          </p>
        </div>
        <RoleSelect
          label={t("members.roleOf", { name })}
          value={member.role}
          disabled={tell.isPending}
          onChange={choose}
        />
        <Button
          kind="quiet"
          aria-label={t("members.removeOf", { name })}
          onClick={() => setAsked("remove")}
          className="pointer-coarse:min-h-11"
        >
          {t("members.remove")}
        </Button>
      </div>
      {tell.error && asked === null && (
        <div className="mt-2">
          <ErrorNote message={errorText(tell.error)} />
        </div>
      )}
      {asked !== null && (
        <LeaveDialog
          name={name}
          kind={asked !== "remove" ? "step-down" : isSelf ? "remove-self" : "remove"}
          error={tell.error && errorText(tell.error)}
          busy={tell.isPending}
          onConfirm={() => (asked === "remove" ? remove() : changeRole(asked))}
          onClose={() => {
            tell.reset();
            setAsked(null);
          }}
        />
      )}
    </li>
  );
}
