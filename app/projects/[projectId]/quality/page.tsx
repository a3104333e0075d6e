import type { Metadata } from "next";
import { readQuality } from "@/db/queries/quality";
import { ProgressTabs } from "../../../_components/progress-tabs";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { QualityView } from "./_quality/quality-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("quality"))("title") };
}

interface QualityPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function QualityPage({ params }: QualityPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/quality", "project.view");
  const quality = await readQuality(getDb(), projectId);
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
    >
      <ProgressTabs projectId={projectId} />
      <QualityView
        projectId={projectId}
        initial={quality}
        isMultiLabel={project.task === "multi"}
        hasHoldout={project.holdoutQuota > 0}
        mayLabel={role !== "engineer"}
      />
    </ProjectShell>
  );
}
