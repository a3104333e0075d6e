"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ProjectRole, projectRoleSchema } from "@/lib/contracts/projects";
import type { CreatedInvitation } from "@/lib/contracts/team";
import { Button } from "../../../_components/button";
import { callApi, json } from "../../../_components/call-api";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { NewLink } from "./new-link";
import { RoleSelect } from "./role-select";

/** Chooses a role and makes a link; the link stands here until the page is left or another is made. */
export function InvitationForm({ projectId }: { readonly projectId: string }) {
  const errorText = useErrorText();
  const t = useTranslations("team");
  const client = useQueryClient();
  const [role, setRole] = useState<ProjectRole>("annotator");
  const make = useMutation({
    mutationFn: (wanted: ProjectRole) =>
      callApi<CreatedInvitation>(`/api/v1/projects/${projectId}/invitations`, json("POST", { role: wanted })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["team", projectId] }),
  });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <span aria-hidden="true" className="text-sm font-medium">
          {t("invitations.role")}
        </span>
        <RoleSelect
          label={t("invitations.role")}
          value={role}
          onChange={(chosen) => setRole(projectRoleSchema.parse(chosen))}
        />
        <Button
          kind="primary"
          busy={make.isPending}
          onClick={() => make.mutate(role)}
          className="pointer-coarse:min-h-11"
        >
          {t("invitations.make")}
        </Button>
      </div>
      <p className="text-[0.8125rem] text-muted">{t(`roleHints.${role}`)}</p>
      {make.error && <ErrorNote message={errorText(make.error)} />}
      {make.data && <NewLink key={make.data.id} token={make.data.token} role={make.variables} />}
    </div>
  );
}
