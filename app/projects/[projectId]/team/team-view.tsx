"use client";

import { useQuery } from "@tanstack/react-query";
import type { Team } from "@/lib/contracts/team";
import { callApi } from "../../../_components/call-api";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { InvitationsCard } from "./invitations-card";
import { MembersCard } from "./members-card";

interface TeamViewProps {
  readonly projectId: string;
  readonly initial: Team;
  /** Who looks at it. */
  readonly ownId: string;
}

export function TeamView({ projectId, initial, ownId }: TeamViewProps) {
  const errorText = useErrorText();
  const { data, error } = useQuery({
    queryKey: ["team", projectId],
    queryFn: () => callApi<Team>(`/api/v1/projects/${projectId}/team`),
    initialData: initial,
  });
  return (
    <div className="grid gap-5">
      {error && <ErrorNote message={errorText(error)} />}
      <MembersCard projectId={projectId} members={data.members} ownId={ownId} />
      <InvitationsCard projectId={projectId} invitations={data.invitations} />
    </div>
  );
}
