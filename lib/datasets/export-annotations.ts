import type { Db } from "@/db/client";
import { annotationColumns, readAllAnnotations } from "@/db/queries/exports";
import { type ExportOptions, formatRows } from "./format-rows";

/** Every decision and undo of a project as of one instant, in order, as chunks of text. */
export function exportAnnotations(db: Db, options: ExportOptions): AsyncGenerator<string> {
  return formatRows(readAllAnnotations(db, options.projectId), annotationColumns, options);
}
