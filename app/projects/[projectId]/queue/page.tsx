import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPanel } from "@/db/queries/panel";
import { readProjectSettings } from "@/db/queries/project-settings";
import { readQueueHealth } from "@/db/queries/queue-health";
import { listRounds } from "@/db/queries/rounds";
import { projectSettingsSchema } from "@/lib/contracts/projects";
import { strategyIdsFor } from "@/lib/projects/strategy-ids";
import { ProgressTabs } from "../../../_components/progress-tabs";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { QueueView } from "./_queue/queue-view";
import { roundsShown } from "./_queue/rounds-shown";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("queue"))("title") };
}

interface QueuePageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function QueuePage({ params }: QueuePageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/queue", "project.view");
  const db = getDb();
  const mayLead = role !== "engineer";
  const [panel, queue, rounds, settings] = await Promise.all([
    readPanel(db, projectId),
    readQueueHealth(db, projectId),
    listRounds(db, projectId, roundsShown),
    mayLead ? readProjectSettings(db, projectId) : null,
  ]);
  if (!panel) notFound();
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["engine", "panel", "queue", "settings"]}
    >
      <ProgressTabs projectId={projectId} />
      <QueueView
        initial={{ panel, queue, rounds }}
        initialSettings={settings && projectSettingsSchema.parse(settings)}
        strategyIds={strategyIdsFor(project.task)}
      />
    </ProjectShell>
  );
}
