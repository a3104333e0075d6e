import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { readBenchState } from "@/db/queries/bench-state";
import { labelsUntilRound } from "@/lib/rounds/request-round-after-label";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { FindView } from "./_find/find-view";

export const dynamic = "force-dynamic";

const sampleIdSchema = z.coerce.number().int().positive();

export async function generateMetadata(): Promise<Metadata> {
  const strings = await getStrings("find");
  return { title: strings("title") };
}

interface FindPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
  /** `sample`: the id of one that is shown at first, alone. */
  readonly searchParams: Promise<{ readonly sample?: string | string[] }>;
}

export default async function FindPage({ params, searchParams }: FindPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/find", "project.label");
  const sampleId = sampleIdSchema.safeParse((await searchParams).sample).data ?? null;
  const db = getDb();
  const [state, missing] = await Promise.all([
    readBenchState(db, { projectId, annotatorId: user.id, since: new Date().toISOString() }),
    labelsUntilRound(db, projectId),
  ]);
  if (!state) notFound();
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
    >
      <FindView
        bench={{ ...state, labelsUntilRound: missing }}
        userId={user.id}
        sampleId={sampleId}
        mayLead={role !== "annotator"}
      />
    </ProjectShell>
  );
}
