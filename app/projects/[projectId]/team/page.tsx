import type { Metadata } from "next";
import { readTeam } from "@/db/queries/team";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { TeamView } from "./team-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getStrings("team");
  return { title: t("title") };
}

interface TeamPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function TeamPage({ params }: TeamPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/team", "project.lead");
  const [team, t] = await Promise.all([readTeam(getDb(), projectId), getStrings("team")]);
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="narrow"
      words={["team"]}
    >
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <TeamView projectId={projectId} initial={team} ownId={user.id} />
    </ProjectShell>
  );
}
