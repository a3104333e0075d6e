import type { Metadata } from "next";
import { listProjects } from "@/db/queries/projects";
import { listDemoSets } from "@/lib/samples/demo-sets";
import { ButtonLink } from "../_components/button";
import { Card } from "../_components/card";
import { NavBar } from "../_components/nav-bar";
import { getDb } from "../_server/db";
import { requirePageUser } from "../_server/session";
import { DemoOffer } from "./_list/demo-offer";
import { ProjectTable } from "./_list/project-table";

export const metadata: Metadata = { title: "Projects" };
export const dynamic = "force-dynamic";

export default async function ProjectsPage() {
  const user = await requirePageUser("/projects");
  const projects = await listProjects(getDb(), user);
  const demoSets = listDemoSets();
  return (
    <>
      <NavBar userName={user.name} />
      <main className="mx-auto max-w-[64rem] px-4 py-8 sm:px-6">
        {projects.length === 0 ? (
          <FirstSteps demoSets={demoSets} />
        ) : (
          <>
            <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
              <h1 className="text-2xl font-semibold tracking-tight">Projects</h1>
              <ButtonLink href="/projects/new" kind="primary">
                New project
              </ButtonLink>
            </div>
            <Card>
              <ProjectTable projects={projects} />
            </Card>
            <h2 className="mt-10 mb-3 text-base font-semibold">Try it with sample data</h2>
            <DemoOffer demoSets={demoSets} />
          </>
        )}
      </main>
    </>
  );
}

function FirstSteps({ demoSets }: { readonly demoSets: ReturnType<typeof listDemoSets> }) {
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Label the samples that teach the model most</h1>
      <p className="mt-2 mb-8 max-w-[62ch] text-[0.9375rem] text-muted">
        A project holds samples, the classes they may have, and the model that learns them while you label.
        Start with your own, or watch one learn first.
      </p>
      <h2 className="mb-3 text-base font-semibold">Try it with sample data</h2>
      <DemoOffer demoSets={demoSets} />
      <Card className="mt-8 flex flex-wrap items-center justify-between gap-4">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">Your own samples</h2>
          <p className="mt-1 text-muted">Texts from a CSV or JSONL file, or images from a zip.</p>
        </div>
        <ButtonLink href="/projects/new" kind="primary" size="large">
          New project
        </ButtonLink>
      </Card>
    </>
  );
}
