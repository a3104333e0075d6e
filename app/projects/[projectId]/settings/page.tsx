import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readProjectSettings } from "@/db/queries/project-settings";
import { projectSettingsSchema } from "@/lib/contracts/projects";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { SettingsView } from "./settings-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getStrings("settings");
  return { title: t("title") };
}

interface SettingsPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function SettingsPage({ params }: SettingsPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/settings", "project.lead");
  const [settings, t] = await Promise.all([readProjectSettings(getDb(), projectId), getStrings("settings")]);
  if (!settings) notFound();
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="narrow"
      words={["settings"]}
    >
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <SettingsView initial={projectSettingsSchema.parse(settings)} />
    </ProjectShell>
  );
}
