import { useTranslations } from "use-intl";
import { Cell, HeadCell, Table } from "../../../_components/table";

interface RefusalTableProps {
  readonly refusals: readonly { readonly place: string; readonly reason: string }[];
}

/** The first lines that did not come in as samples of their own, or are worth a look. */
export function RefusalTable({ refusals }: RefusalTableProps) {
  const t = useTranslations("data.refusals");
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table
        caption={t("caption")}
        head={
          <>
            <HeadCell>{t("where")}</HeadCell>
            <HeadCell>{t("why")}</HeadCell>
          </>
        }
      >
        {refusals.map(({ place, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places may repeat, and the list never changes
          <tr key={index}>
            <Cell className="max-w-48 min-w-20 align-top font-medium wrap-anywhere">{place}</Cell>
            {/* Reasons are written down when a file is read, in the server's language. */}
            <Cell lang="en" className="wrap-anywhere">
              {reason}
            </Cell>
          </tr>
        ))}
      </Table>
    </div>
  );
}
