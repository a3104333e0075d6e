"use client";

import { useTranslations } from "use-intl";
import { Card } from "../../../../_components/card";
import { CsvButton } from "../../../../_components/csv-link";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import type { Colouring, LegendEntry } from "./colouring";
import { useGroupNames } from "./use-group-names";

interface GroupTableProps {
  readonly colouring: Colouring;
  readonly entries: readonly LegendEntry[];
}

/** How many points there are of each colour, where colours are not classes. */
export function GroupTable({ colouring, entries }: GroupTableProps) {
  const t = useTranslations("map");
  const format = useFormat();
  const nameOf = useGroupNames(colouring);
  const title = t("table.byColour", { colouring: t(`colouring.${colouring}`) });
  const all = entries.reduce((sum, { count }) => sum + count, 0);
  const rows = () => [
    [colouring, "samples"],
    ...entries.map(({ group, count }): (string | number)[] => [nameOf(group), count]),
  ];
  return (
    <Card title={title} aside={<CsvButton of={title} fileName={`map-${colouring}.csv`} rows={rows} />}>
      <Table
        caption={title}
        head={
          <>
            <HeadCell>{t(`colouring.${colouring}`)}</HeadCell>
            <HeadCell side="end">{t("table.samples")}</HeadCell>
            <HeadCell side="end">{t("table.share")}</HeadCell>
          </>
        }
      >
        {entries.map(({ group, count }) => (
          <tr key={nameOf(group)}>
            <Cell>{nameOf(group)}</Cell>
            <Cell side="end">{format.count(count)}</Cell>
            <Cell side="end">{format.percent(count / Math.max(1, all))}</Cell>
          </tr>
        ))}
      </Table>
    </Card>
  );
}
