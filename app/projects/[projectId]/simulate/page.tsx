import type { Metadata } from "next";
import { listSimulations } from "@/db/queries/simulations";
import { readSimulationOffers } from "@/lib/simulations/simulation-offers";
import { ProgressTabs } from "../../../_components/progress-tabs";
import { ProjectShell } from "../../../_components/project-shell";
import { getDb } from "../../../_server/db";
import { requireProjectPage } from "../../../_server/project-page";
import { getStrings } from "../../../_strings/get-strings";
import { SimulateView } from "./simulate-view";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("simulate"))("title") };
}

interface SimulatePageProps {
  readonly params: Promise<{ readonly projectId: string }>;
}

export default async function SimulatePage({ params }: SimulatePageProps) {
  const { projectId } = await params;
  const { user, project, role } = await requireProjectPage(projectId, "/simulate", "project.view");
  const [offers, simulations, t] = await Promise.all([
    readSimulationOffers(getDb(), projectId),
    listSimulations(getDb(), projectId),
    getStrings("simulate"),
  ]);
  return (
    <ProjectShell
      projectId={projectId}
      projectName={project.name}
      role={role}
      userName={user.name}
      width="wide"
      words={["engine", "projects", "simulate"]}
    >
      <ProgressTabs projectId={projectId} />
      <div className="mb-6">
        <h1 className="text-[1.375rem] leading-snug font-semibold tracking-tight sm:text-[1.625rem]">
          {t("heading")}
        </h1>
        <p className="mt-1.5 max-w-[75ch] text-[0.9375rem] text-muted">{t("lede")}</p>
      </div>
      <SimulateView projectId={projectId} initial={{ offers, simulations }} mayLead={role !== "engineer"} />
    </ProjectShell>
  );
}
