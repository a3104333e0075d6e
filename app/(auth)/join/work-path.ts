import type { Joined } from "@/lib/contracts/team";

/** Where somebody goes for what they are in the project for. */
export function workPath({ projectId, role }: Joined): string {
  return role === "engineer" ? `/projects/${projectId}` : `/projects/${projectId}/label`;
}
