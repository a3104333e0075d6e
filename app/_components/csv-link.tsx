"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { type CsvValue, csvOf } from "./csv";

type Rows = readonly (readonly CsvValue[])[];

interface CsvProps<Given> {
  /** What the numbers are of, for those who hear the link alone. */
  readonly of: string;
  readonly fileName: string;
  /** The names of the columns first. */
  readonly rows: Given;
}

const type = "text/csv;charset=utf-8";
const look = "rounded-md px-2 py-1 hover:bg-sunken hover:text-ink print:hidden";

/** The numbers of a chart or a table as a file. */
export function CsvLink({ of, fileName, rows }: CsvProps<Rows>) {
  const t = useTranslations("common.charts");
  const href = useMemo(() => `data:${type},${encodeURIComponent(csvOf(rows))}`, [rows]);
  return (
    <a href={href} download={fileName} aria-label={t("csvOf", { of })} className={look}>
      {t("csv")}
    </a>
  );
}

/** The same for files that may be long: made when they are asked for. */
export function CsvButton({ of, fileName, rows }: CsvProps<() => Rows>) {
  const t = useTranslations("common.charts");
  const download = () => {
    const url = URL.createObjectURL(new Blob([csvOf(rows())], { type }));
    Object.assign(document.createElement("a"), { href: url, download: fileName }).click();
    URL.revokeObjectURL(url);
  };
  return (
    <button type="button" aria-label={t("csvOf", { of })} onClick={download} className={look}>
      {t("csv")}
    </button>
  );
}
