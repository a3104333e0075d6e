import type { Metadata } from "next";
import { getStrings } from "@/app/_strings/get-strings";
import { listDeletedProjects } from "@/db/queries/deleted-projects";
import { listProjects } from "@/db/queries/projects";
import { undeleteDays } from "@/lib/contracts/deleted-projects";
import { listDemoSets } from "@/lib/samples/demo-sets";
import { ButtonLink } from "../_components/button-link";
import { Card } from "../_components/card";
import { NavBar } from "../_components/nav-bar";
import { PageWords } from "../_components/page-words";
import { getDb } from "../_server/db";
import { requirePageUser } from "../_server/session";
import { DeletedNote } from "./_list/deleted-note";
import { DeletedProjects } from "./_list/deleted-projects";
import { DemoOffer } from "./_list/demo-offer";
import { ProjectTable } from "./_list/project-table";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("projects"))("title") };
}

interface ProjectsPageProps {
  /** `deleted`: the id of a project that was deleted just now. */
  readonly searchParams: Promise<{ readonly deleted?: string | string[] }>;
}

export default async function ProjectsPage({ searchParams }: ProjectsPageProps) {
  const user = await requirePageUser("/projects");
  const [projects, deleted, { deleted: deletedNow }] = await Promise.all([
    listProjects(getDb(), user),
    listDeletedProjects(getDb(), user, undeleteDays),
    searchParams,
  ]);
  const noted = deleted.find(({ id }) => id === deletedNow);
  const demoSets = listDemoSets();
  const t = await getStrings("projects");
  return (
    <>
      <NavBar userName={user.name} />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[64rem] px-4 py-8 sm:px-6">
        <PageWords of={["projects"]}>
          {noted && <DeletedNote project={noted} />}
          {projects.length === 0 ? (
            <FirstSteps demoSets={demoSets} />
          ) : (
            <>
              <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
                <h1 className="text-2xl font-semibold tracking-tight">{t("title")}</h1>
                <ButtonLink href="/projects/new" kind="primary">
                  {t("new")}
                </ButtonLink>
              </div>
              <Card>
                <ProjectTable projects={projects} />
              </Card>
              <h2 className="mt-10 mb-3 text-base font-semibold">{t("tryTitle")}</h2>
              <DemoOffer demoSets={demoSets} />
            </>
          )}
          {deleted.length > 0 && <DeletedProjects projects={deleted} />}
        </PageWords>
      </main>
    </>
  );
}

async function FirstSteps({ demoSets }: { readonly demoSets: ReturnType<typeof listDemoSets> }) {
  const t = await getStrings("projects");
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{t("first.title")}</h1>
      <p className="mt-2 mb-8 max-w-[62ch] text-[0.9375rem] text-muted">{t("first.text")} </p>
      <h2 className="mb-3 text-base font-semibold">{t("tryTitle")}</h2>
      <DemoOffer demoSets={demoSets} />
      <Card className="mt-8 flex flex-wrap items-center justify-between gap-4">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{t("first.own")}</h2>
          <p className="mt-1 text-muted">{t("first.ownText")}</p>
        </div>
        <ButtonLink href="/projects/new" kind="primary" size="large">
          {t("new")}
        </ButtonLink>
      </Card>
    </>
  );
}
