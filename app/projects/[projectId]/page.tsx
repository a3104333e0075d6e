import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getStrings } from "@/app/_strings/get-strings";
import { readPanel } from "@/db/queries/panel";
import { readProgress } from "@/db/queries/progress";
import { ProgressTabs } from "../../_components/progress-tabs";
import { ProjectShell } from "../../_components/project-shell";
import { getDb } from "../../_server/db";
import { requireProjectPage } from "../../_server/project-page";
import { PanelView } from "./_panel/panel-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("panel"))("title") };
}

interface ProjectPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function ProjectPage({ params }: ProjectPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "", "project.view");
  const [panel, progress] = await Promise.all([
    readPanel(getDb(), projectId),
    readProgress(getDb(), projectId),
  ]);
  if (!panel || !progress) notFound();
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["engine", "panel"]}
    >
      <ProgressTabs projectId={projectId} />
      <PanelView initial={panel} initialProgress={progress} mayLead={role !== "engineer"} />
    </ProjectShell>
  );
}
