import type { ReactNode } from "react";
import type { Namespace } from "../_strings/pick-strings";
import { NavBar } from "./nav-bar";
import { PageWords } from "./page-words";
import { ProjectTabs } from "./project-tabs";

interface ProjectShellProps {
  readonly projectId: string;
  readonly projectName: string;
  readonly role: "owner" | "lead" | "engineer" | "annotator";
  readonly userName: string;
  /** Panels are wide, forms and lists narrow. */
  readonly width: "wide" | "narrow";
  /** What its client components say (see PageWords). */
  readonly words?: readonly Namespace[];
  readonly children: ReactNode;
}

/** The frame of a project's pages: the bar with its tabs, and the content in the middle. */
export function ProjectShell(props: ProjectShellProps) {
  return (
    <>
      <NavBar
        crumb={props.projectName}
        tabs={<ProjectTabs projectId={props.projectId} role={props.role} />}
        userName={props.userName}
      />
      <main
        id="content"
        tabIndex={-1}
        className={`mx-auto px-4 py-4 sm:px-6 sm:py-7 ${props.width === "wide" ? "max-w-[80rem]" : "max-w-[56rem]"}`}
      >
        <PageWords of={props.words ?? []}>{props.children}</PageWords>
      </main>
    </>
  );
}
