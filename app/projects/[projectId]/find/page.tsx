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
  /** `?sample=7`: one by its id, alone; `?requested=1`: among what a lead asked for. */
  readonly searchParams: Promise<{ readonly sample?: string; readonly requested?: string }>;
}

export default async function FindPage({ params, searchParams }: FindPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/find", "project.label");
  const { sample, requested } = await searchParams;
  const sampleId = sampleIdSchema.safeParse(sample).data ?? null;
  const firstFilter = requested === "1" ? "requested" : "all";
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
        firstFilter={firstFilter}
      />
    </ProjectShell>
  );
}
