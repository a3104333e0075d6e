"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { type CsvValue, csvOf } from "./csv";

interface CsvLinkProps {
  /** What the numbers are of, for those who hear the link alone. */
  readonly of: string;
  readonly fileName: string;
  /** The names of the columns first. */
  readonly rows: readonly (readonly CsvValue[])[];
}

/** The numbers of a chart or a table as a file. */
export function CsvLink({ of, fileName, rows }: CsvLinkProps) {
  const t = useTranslations("common.charts");
  const href = useMemo(() => `data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(rows))}`, [rows]);
  return (
    <a
      href={href}
      download={fileName}
      aria-label={t("csvOf", { of })}
      className="rounded-md px-2 py-1 hover:bg-sunken hover:text-ink print:hidden"
    >
      {t("csv")}
    </a>
  );
}
