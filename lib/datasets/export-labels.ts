import type { Db } from "@/db/client";
import { labelColumns, readResolvedLabels } from "@/db/queries/exports";
import { type ExportOptions, formatRows } from "./format-rows";

/** The resolved label of each labeled sample of a project as of one instant, as chunks of text. */
export function exportLabels(db: Db, options: ExportOptions): AsyncGenerator<string> {
  return formatRows(readResolvedLabels(db, options.projectId), labelColumns, options);
}
