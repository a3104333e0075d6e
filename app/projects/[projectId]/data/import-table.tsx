import type { ImportStatus, LabelUse } from "@/lib/contracts/projects";
import { formatCount } from "../../../_components/format";
import { LocalTime } from "../../../_components/local-time";
import { Cell, HeadCell, Table } from "../../../_components/table";

interface ImportTableProps {
  readonly imports: readonly ImportStatus[];
  readonly onChoose: (importId: string) => void;
}

const labelUses: Record<LabelUse, string> = { known: "known", truth: "hidden truth", ignore: "ignored" };
const states: Record<ImportStatus["state"], string> = {
  waiting: "waiting",
  running: "running",
  done: "done",
  failed: "failed",
};

export function ImportTable({ imports, onChoose }: ImportTableProps) {
  return (
    <Table
      caption="Imports, newest first"
      head={
        <>
          <HeadCell>file</HeadCell>
          <HeadCell>labels</HeadCell>
          <HeadCell>state</HeadCell>
          <HeadCell side="right">samples</HeadCell>
          <HeadCell side="right">duplicates</HeadCell>
          <HeadCell side="right">refused</HeadCell>
          <HeadCell side="right">when</HeadCell>
        </>
      }
    >
      {imports.map((one) => (
        <tr key={one.id}>
          <Cell className="max-w-64 min-w-32">
            <button
              type="button"
              dir="auto"
              title="Show the report"
              onClick={() => onChoose(one.id)}
              className="text-left font-medium wrap-anywhere underline decoration-edge underline-offset-2 hover:text-accent"
            >
              {one.fileName}
            </button>
          </Cell>
          <Cell className="whitespace-nowrap text-muted">{labelUses[one.labelUse]}</Cell>
          <Cell className={one.state === "failed" ? "font-medium text-warn" : "text-muted"}>
            {states[one.state]}
          </Cell>
          <Cell side="right">{formatCount(one.accepted)}</Cell>
          <Cell side="right">{formatCount(one.duplicates)}</Cell>
          <Cell side="right">{formatCount(one.refused)}</Cell>
          <Cell side="right" className="whitespace-nowrap text-muted">
            <LocalTime instant={one.createdAt} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
