import type { Metadata } from "next";
import { hasSamples } from "@/db/queries/has-samples";
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
  const db = getDb();
  const [quality, hasPool] = await Promise.all([readQuality(db, projectId), hasSamples(db, projectId)]);
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["quality"]}
    >
      <ProgressTabs projectId={projectId} />
      <QualityView
        projectId={projectId}
        initial={quality}
        isMultiLabel={project.task === "multi"}
        hasSamples={hasPool}
        mayLabel={role !== "engineer"}
      />
    </ProjectShell>
  );
}
