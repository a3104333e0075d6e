import type { Metadata } from "next";
import { readAgreement } from "@/lib/measuring/read-agreement";
import { ProgressTabs } from "../../../_components/progress-tabs";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { AgreementView } from "./_agreement/agreement-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("agreement"))("title") };
}

interface AgreementPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function AgreementPage({ params }: AgreementPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/agreement", "project.view");
  const agreement = await readAgreement(getDb(), projectId);
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["agreement", "bench", "settings", "trends"]}
    >
      <ProgressTabs projectId={projectId} />
      {agreement && (
        <AgreementView
          projectId={projectId}
          userId={user.id}
          initial={agreement}
          mayLead={role !== "engineer"}
        />
      )}
    </ProjectShell>
  );
}
