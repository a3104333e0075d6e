import { useTranslations } from "use-intl";
import type { ImportStatus } from "@/lib/contracts/projects";
import { LocalTime } from "../../../_components/local-time";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { useFormat } from "../../../_components/use-format";

interface ImportTableProps {
  readonly imports: readonly ImportStatus[];
  readonly onChoose: (importId: string) => void;
}

export function ImportTable({ imports, onChoose }: ImportTableProps) {
  const t = useTranslations("data.imports");
  const format = useFormat();
  return (
    <Table
      caption={t("caption")}
      head={
        <>
          <HeadCell>{t("file")}</HeadCell>
          <HeadCell>{t("labels")}</HeadCell>
          <HeadCell>{t("state")}</HeadCell>
          <HeadCell side="end">{t("samples")}</HeadCell>
          <HeadCell side="end">{t("duplicates")}</HeadCell>
          <HeadCell side="end">{t("refused")}</HeadCell>
          <HeadCell side="end">{t("when")}</HeadCell>
        </>
      }
    >
      {imports.map((one) => (
        <tr key={one.id}>
          <Cell className="max-w-64 min-w-32">
            <button
              type="button"
              dir="auto"
              title={t("show")}
              onClick={() => onChoose(one.id)}
              className="min-h-6 text-start font-medium wrap-anywhere underline decoration-edge underline-offset-2 hover:text-accent"
            >
              {one.fileName}
            </button>
          </Cell>
          <Cell className="whitespace-nowrap text-muted">{t("labelUse", { use: one.labelUse })}</Cell>
          <Cell className={one.state === "failed" ? "font-medium text-warn" : "text-muted"}>
            {t("states", { state: one.state })}
          </Cell>
          <Cell side="end">{format.count(one.accepted)}</Cell>
          <Cell side="end">{format.count(one.duplicates)}</Cell>
          <Cell side="end">{format.count(one.refused)}</Cell>
          <Cell side="end" className="whitespace-nowrap text-muted">
            <LocalTime instant={one.createdAt} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
