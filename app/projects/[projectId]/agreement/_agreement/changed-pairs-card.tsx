"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { LabelChanges } from "@/lib/contracts/trends";
import { Card } from "../../../../_components/card";
import { ClassMark } from "../../../../_components/class-mark";
import { CsvLink } from "../../../../_components/csv-link";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { pairsCsv } from "./changes-csv";
import { pairsWords } from "./changes-words";

/** Which class became which, the most frequent first; where a sample may have several, what was added and taken away. */
export function ChangedPairsCard({ changes }: { readonly changes: LabelChanges }) {
  const t = useTranslations("trends.pairs");
  const csv = useMemo(() => pairsCsv(changes), [changes]);
  const title = t(changes.task === "single" ? "title" : "titleMulti");
  return (
    <Card title={title} aside={<CsvLink of={title} fileName="changed-classes.csv" rows={csv} />}>
      {changes.task === "single" ? (
        <PairsTable changes={changes} title={title} />
      ) : (
        <ClassesTable changes={changes} title={title} />
      )}
      <p className="mt-3 text-sm wrap-anywhere">
        {pairsWords(changes, t)}{" "}
        {changes.unlisted > 0 && (
          <span className="text-muted">{t("unlisted", { count: changes.unlisted })}</span>
        )}
      </p>
    </Card>
  );
}

interface ChangesTableProps {
  readonly changes: LabelChanges;
  readonly title: string;
}

function PairsTable({ changes: { pairs, labelClasses }, title }: ChangesTableProps) {
  const t = useTranslations("trends.pairs");
  const format = useFormat();
  const most = Math.max(...pairs.map(({ count }) => count));
  return (
    <Table
      caption={title}
      head={
        <>
          <HeadCell>{t("from")}</HeadCell>
          <HeadCell>{t("to")}</HeadCell>
          <HeadCell aria-hidden="true" className="w-36 max-md:hidden" />
          <HeadCell side="end">{t("count")}</HeadCell>
        </>
      }
    >
      {pairs.map(({ from, to, count }) => (
        <tr key={`${from} ${to}`}>
          <Cell className="min-w-24">
            <ClassName id={from} classes={labelClasses} />
          </Cell>
          <Cell className="min-w-24">
            <ClassName id={to} classes={labelClasses} />
          </Cell>
          <Cell aria-hidden="true" className="w-36 max-md:hidden">
            <span className="flex h-1.5 forced-color-adjust-none rounded-full bg-line [print-color-adjust:exact]">
              <span className="rounded-full bg-accent" style={{ width: `${(100 * count) / most}%` }} />
            </span>
          </Cell>
          <Cell side="end">{format.count(count)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

function ClassesTable({ changes: { classes, labelClasses }, title }: ChangesTableProps) {
  const t = useTranslations("trends.pairs");
  const format = useFormat();
  return (
    <Table
      caption={title}
      head={
        <>
          <HeadCell>{t("class")}</HeadCell>
          <HeadCell side="end">{t("added")}</HeadCell>
          <HeadCell side="end">{t("removed")}</HeadCell>
        </>
      }
    >
      {classes.map(({ id, added, removed }) => (
        <tr key={id}>
          <Cell className="min-w-24">
            <ClassName id={id} classes={labelClasses} />
          </Cell>
          <Cell side="end">{format.count(added)}</Cell>
          <Cell side="end">{format.count(removed)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

interface ClassNameProps {
  /** Null: no label. */
  readonly id: string | null;
  readonly classes: LabelChanges["labelClasses"];
}

function ClassName({ id, classes }: ClassNameProps) {
  const t = useTranslations("trends.pairs");
  const labelClass = classes.find((each) => each.id === id);
  if (!labelClass) return <span className="text-muted">{t("noLabel")}</span>;
  return (
    <span className="flex items-baseline gap-2">
      <ClassMark position={labelClass.position} />
      <span dir="auto" className="line-clamp-2 max-w-[22rem] wrap-anywhere">
        {labelClass.name}
      </span>
    </span>
  );
}
