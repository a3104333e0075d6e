import type { Metadata } from "next";
import { ProgressTabs } from "../../../_components/progress-tabs";
import { ProjectShell } from "../../../_components/project-shell";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { MapView } from "./_map/map-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("map"))("title") };
}

interface MapPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function MapPage({ params }: MapPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/map", "project.view");
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["map"]}
    >
      <ProgressTabs projectId={projectId} />
      <MapView projectId={projectId} mayLead={role !== "engineer"} />
    </ProjectShell>
  );
}
