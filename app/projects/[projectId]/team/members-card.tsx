"use client";

import { useTranslations } from "use-intl";
import type { Team } from "@/lib/contracts/team";
import { Card } from "../../../_components/card";
import { MemberRow } from "./member-row";

interface MembersCardProps {
  readonly projectId: string;
  readonly members: Team["members"];
  readonly ownId: string;
}

/** Who works on the project. No figures: people are not ranked here. */
export function MembersCard({ projectId, members, ownId }: MembersCardProps) {
  const t = useTranslations("team");
  return (
    <Card title={t("members.title")} aside={t("members.count", { count: members.length })}>
      <ul>
        {members.map((member) => (
          <MemberRow
            key={member.userId}
            projectId={projectId}
            member={member}
            isSelf={member.userId === ownId}
          />
        ))}
      </ul>
      <p className="mt-3 border-t border-line pt-3 text-[0.8125rem] text-muted">{t("members.ownerNote")}</p>
    </Card>
  );
}
