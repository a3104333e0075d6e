import type { Metadata } from "next";
import { readClassNames } from "@/db/queries/class-names";
import { ButtonLink } from "../../../_components/button-link";
import { ProjectShell } from "../../../_components/project-shell";
import { UserSettingsForm } from "../../../_components/user-settings-form";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { HistoryCard } from "./history-card";
import { OwnNumbers } from "./own-numbers";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getStrings("work");
  return { title: t("title") };
}

interface WorkPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function WorkPage({ params }: WorkPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/work", "project.label");
  const [classes, t] = await Promise.all([readClassNames(getDb(), projectId), getStrings("work")]);
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="narrow"
      words={["bench", "work"]}
    >
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">{t("title")}</h1>
          <p className="text-muted">{t("private")}</p>
        </div>
        <ButtonLink href={`/projects/${projectId}/label`} kind="primary">
          {t("back")}
        </ButtonLink>
      </div>
      <div className="grid gap-5">
        <OwnNumbers projectId={projectId} />
        <HistoryCard
          projectId={projectId}
          userId={user.id}
          task={project.task}
          classes={classes}
          mayLead={role !== "annotator"}
        />
        <UserSettingsForm />
      </div>
    </ProjectShell>
  );
}
