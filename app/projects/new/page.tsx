import type { Metadata } from "next";
import { NavBar } from "../../_components/nav-bar";
import { requirePageUser } from "../../_server/session";
import { NewProjectForm } from "./new-project-form";

export const metadata: Metadata = { title: "New project" };
export const dynamic = "force-dynamic";

export default async function NewProjectPage() {
  const user = await requirePageUser("/projects/new");
  return (
    <>
      <NavBar userName={user.name} />
      <main className="mx-auto max-w-[40rem] px-4 py-8 sm:px-6">
        <p className="text-muted">Step 1 of 2</p>
        <h1 className="mb-6 text-2xl font-semibold tracking-tight">New project</h1>
        <NewProjectForm />
      </main>
    </>
  );
}
