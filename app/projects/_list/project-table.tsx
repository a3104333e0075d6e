import Link from "next/link";
import { holdoutWorthAHeadline } from "@/lib/contracts/panel";
import type { ProjectSummary } from "@/lib/contracts/projects";
import { formatCount, formatPercent } from "../../_components/format";
import { Cell, HeadCell, Table } from "../../_components/table";

export function ProjectTable({ projects }: { readonly projects: readonly ProjectSummary[] }) {
  return (
    <Table
      caption="Projects"
      head={
        <>
          <HeadCell>name</HeadCell>
          <HeadCell className="max-sm:hidden">kind</HeadCell>
          <HeadCell side="right" className="max-sm:hidden">
            samples
          </HeadCell>
          <HeadCell side="right">labels spent</HeadCell>
          <HeadCell side="right">accuracy</HeadCell>
        </>
      }
    >
      {projects.map((project) => (
        <tr key={project.id} className="hover:bg-sunken">
          <Cell className="max-w-[16rem] min-w-28">
            <Link
              href={pathOf(project)}
              dir="auto"
              className="-my-1 block py-1 font-medium wrap-anywhere hover:text-accent hover:underline"
            >
              {project.name}
            </Link>
          </Cell>
          <Cell className="text-muted max-sm:hidden">{project.modality === "text" ? "texts" : "images"}</Cell>
          <Cell side="right" className="max-sm:hidden">
            {formatCount(project.sampleCount)}
          </Cell>
          <Cell side="right" className="whitespace-nowrap">
            {formatCount(project.labelsSpent)}
            {project.budget !== null && <span className="text-muted"> of {formatCount(project.budget)}</span>}
          </Cell>
          <Cell side="right" className="whitespace-nowrap">
            <Accuracy project={project} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

/** No figure where the project's own page would not give one either. */
function Accuracy({ project: { accuracy, holdoutCount } }: { readonly project: ProjectSummary }) {
  if (accuracy === null) return <span className="text-muted">not yet</span>;
  if (holdoutCount < holdoutWorthAHeadline) return <span className="text-muted">too early</span>;
  return formatPercent(accuracy);
}

/** Annotators work at the bench; everybody else begins at the panel. */
function pathOf(project: ProjectSummary): string {
  return project.role === "annotator" ? `/projects/${project.id}/label` : `/projects/${project.id}`;
}
