import type { Task } from "../../contracts/projects";

const roles = ["text", "label", "id", "group", "labels"] as const;

/** What a column, or a property, is read as. */
export type ColumnRole = (typeof roles)[number];

/**
 * The meaning of a column by its name, however its letters are cased, so that a file tells the same in every format;
 * null for metadata. Several classes are a sample's only where it may have them.
 */
export function columnRole(name: string, task: Task): ColumnRole | null {
  const written = name.trim().toLowerCase();
  const role = roles.find((one) => one === written) ?? null;
  return role === "labels" && task === "single" ? null : role;
}
