import Link from "next/link";
import { getFormat, getStrings } from "@/app/_strings/get-strings";
import { holdoutWorthAHeadline } from "@/lib/contracts/panel";
import type { ProjectSummary } from "@/lib/contracts/projects";
import { Cell, HeadCell, Table } from "../../_components/table";

export async function ProjectTable({ projects }: { readonly projects: readonly ProjectSummary[] }) {
  const [t, format] = await Promise.all([getStrings("projects"), getFormat()]);
  return (
    <Table
      caption={t("title")}
      head={
        <>
          <HeadCell>{t("table.name")}</HeadCell>
          <HeadCell className="max-sm:hidden">{t("table.kind")}</HeadCell>
          <HeadCell side="end" className="max-sm:hidden">
            {t("table.samples")}
          </HeadCell>
          <HeadCell side="end" className="max-sm:whitespace-normal">
            {t("table.labelsSpent")}
          </HeadCell>
          <HeadCell side="end">{t("table.accuracy")}</HeadCell>
        </>
      }
    >
      {projects.map((project) => (
        <tr key={project.id} className="hover:bg-sunken">
          <Cell className="max-w-[16rem] min-w-20 sm:min-w-28">
            <Link
              href={pathOf(project)}
              className="-my-1 block py-1 font-medium wrap-anywhere hover:text-accent hover:underline"
            >
              <bdi>{project.name}</bdi>
            </Link>
          </Cell>
          <Cell className="text-muted max-sm:hidden">
            {t("table.modality", { modality: project.modality })}
          </Cell>
          <Cell side="end" className="max-sm:hidden">
            {format.count(project.sampleCount)}
          </Cell>
          <Cell side="end" className="sm:whitespace-nowrap">
            {format.count(project.labelsSpent)}
            {project.budget !== null && (
              <span className="text-muted"> {t("table.ofBudget", { budget: project.budget })}</span>
            )}
          </Cell>
          <Cell side="end" className="sm:whitespace-nowrap">
            <Accuracy project={project} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

/** No figure where the project's own page would not give one either. */
async function Accuracy({ project: { accuracy, holdoutCount } }: { readonly project: ProjectSummary }) {
  const [t, format] = await Promise.all([getStrings("projects.table"), getFormat()]);
  if (accuracy === null) return <span className="text-muted">{t("notYet")}</span>;
  if (holdoutCount < holdoutWorthAHeadline) return <span className="text-muted">{t("tooEarly")}</span>;
  return format.percent(accuracy);
}

/** Annotators work at the bench; everybody else begins at the panel. */
function pathOf(project: ProjectSummary): string {
  return project.role === "annotator" ? `/projects/${project.id}/label` : `/projects/${project.id}`;
}
