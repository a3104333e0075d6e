import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readGridState } from "@/lib/finding/read-grid-state";
import { readBench } from "@/lib/labeling/read-bench";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { GridView } from "./_grid/grid-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const strings = await getStrings("grid");
  return { title: strings("title") };
}

interface GridPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
  /** `class`: the id of the class to begin with. */
  readonly searchParams: Promise<{ readonly class?: string | string[] }>;
}

export default async function GridPage({ params, searchParams }: GridPageProps) {
  const { projectId } = await params;
  const asked = (await searchParams).class;
  const { user, project, role } = await requireProjectPage(projectId, "/grid", "project.label");
  const db = getDb();
  const asker = { projectId, annotatorId: user.id };
  const [state, grid] = await Promise.all([
    readBench(db, { ...asker, since: new Date().toISOString() }),
    readGridState(db, asker),
  ]);
  if (!state) notFound();
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["bench", "grid"]}
    >
      <GridView
        bench={state}
        initial={grid}
        firstClassId={state.labelClasses.find(({ id }) => id === asked)?.id ?? null}
        userId={user.id}
        mayLead={role !== "annotator"}
      />
    </ProjectShell>
  );
}
