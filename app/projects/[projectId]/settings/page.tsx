import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPanel } from "@/db/queries/panel";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { ClassSettings } from "./class-settings";

export const metadata: Metadata = { title: "Settings" };
export const dynamic = "force-dynamic";

interface SettingsPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function SettingsPage({ params }: SettingsPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/settings", "project.lead");
  const panel = await readPanel(getDb(), projectId);
  if (!panel) notFound();
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="narrow"
    >
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">Settings</h1>
      <ClassSettings initial={panel} />
    </ProjectShell>
  );
}
