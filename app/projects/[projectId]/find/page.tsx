import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { findQuerySchema } from "@/lib/contracts/finding";
import { readBench } from "@/lib/labeling/read-bench";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { FindView } from "./_find/find-view";

export const dynamic = "force-dynamic";

/** An address that nobody could have got here asks for everything. */
const searchSchema = z.object({
  sample: z.coerce.number().int().positive().nullable().catch(null),
  q: findQuerySchema.shape.q.catch(""),
  filter: findQuerySchema.shape.filter.catch("all"),
});

export async function generateMetadata(): Promise<Metadata> {
  const strings = await getStrings("find");
  return { title: strings("title") };
}

interface FindPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
  /** `?sample=7`: one by its id, alone; else what `q` and `filter` find. */
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function FindPage({ params, searchParams }: FindPageProps) {
  const { projectId } = await params;
  const asked = searchSchema.parse(await searchParams);
  const { user, project, role } = await requireProjectPage(projectId, "/find", "project.label");
  const since = new Date().toISOString();
  const state = await readBench(getDb(), { projectId, annotatorId: user.id, since });
  if (!state) notFound();
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["bench", "find"]}
    >
      <FindView
        bench={state}
        userId={user.id}
        asked={{ ...asked, sampleId: asked.sample }}
        mayLead={role !== "annotator"}
      />
    </ProjectShell>
  );
}
