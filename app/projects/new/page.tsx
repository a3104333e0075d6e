import type { Metadata } from "next";
import { getStrings } from "@/app/_strings/get-strings";
import { NavBar } from "../../_components/nav-bar";
import { PageWords } from "../../_components/page-words";
import { requirePageUser } from "../../_server/session";
import { NewProjectForm } from "./new-project-form";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getStrings("projects"))("new") };
}

export default async function NewProjectPage() {
  const user = await requirePageUser("/projects/new");
  const t = await getStrings("projects");
  return (
    <>
      <NavBar userName={user.name} />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[40rem] px-4 py-8 sm:px-6">
        <p className="text-muted">{t("create.step")}</p>
        <h1 className="mb-6 text-2xl font-semibold tracking-tight">{t("new")}</h1>
        <PageWords of={["projects"]}>
          <NewProjectForm />
        </PageWords>
      </main>
    </>
  );
}
