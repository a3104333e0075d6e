import type { Metadata } from "next";
import { hasSamples } from "@/db/queries/has-samples";
import { ProgressTabs } from "../../../_components/progress-tabs";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { CostsView } from "./costs-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("costs"))("title") };
}

interface CostsPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function CostsPage({ params }: CostsPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/costs", "project.view");
  const hasPool = await hasSamples(getDb(), projectId);
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["costs", "trends"]}
    >
      <ProgressTabs projectId={projectId} />
      <CostsView projectId={projectId} hasSamples={hasPool} mayLead={role !== "engineer"} />
    </ProjectShell>
  );
}
