import type { Metadata } from "next";
import { getStrings } from "@/app/_strings/get-strings";
import { listImports } from "@/db/queries/imports";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { ExportCard } from "./export-card";
import { ImportsView } from "./imports-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("data"))("title") };
}

interface DataPageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

/** Also the second step of a new project: an empty pool asks for its first file. */
export default async function DataPage({ params }: DataPageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/data", "project.view");
  const imports = await listImports(getDb(), projectId);
  const t = await getStrings("data");
  const isNew = imports.length === 0;
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="narrow"
      words={["data"]}
    >
      {isNew && <p className="text-muted">{t("step")}</p>}
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{t(isNew ? "add" : "title")}</h1>
      <div className="grid grid-cols-1 gap-5">
        <ImportsView
          projectId={projectId}
          modality={project.modality}
          initial={imports}
          mayImport={role !== "engineer"}
        />
        {!isNew && <ExportCard projectId={projectId} />}
      </div>
    </ProjectShell>
  );
}
