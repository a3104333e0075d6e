import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readUserSettings } from "@/lib/access/read-user-settings";
import { readBench } from "@/lib/labeling/read-bench";
import { ButtonLink } from "../../../_components/button-link";
import { EmptyState } from "../../../_components/empty-state";
import { PageWords } from "../../../_components/page-words";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { Bench } from "./_bench/bench";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getStrings("bench");
  return { title: t("pageTitle") };
}

interface LabelPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function LabelPage({ params }: LabelPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/label", "project.follow");
  if (role === "engineer") {
    const t = await getStrings("bench.noRole");
    return (
      <ProjectShell
        projectId={projectId}
        projectName={project.name}
        role={role}
        userName={user.name}
        width="narrow"
      >
        <EmptyState
          title={t("title")}
          action={<ButtonLink href={`/projects/${projectId}`}>{t("action")}</ButtonLink>}
        >
          {t("body")}
        </EmptyState>
      </ProjectShell>
    );
  }
  const db = getDb();
  const now = new Date();
  const [state, settings] = await Promise.all([
    // The browser asks again, since its own midnight.
    readBench(db, { projectId, annotatorId: user.id, since: startOfDay(now) }),
    readUserSettings(db, user.id),
  ]);
  if (!state) notFound();
  return (
    <PageWords of={["bench"]}>
      <Bench initial={state} settings={settings} userId={user.id} role={role} serverTime={now.getTime()} />
    </PageWords>
  );
}

function startOfDay(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}
