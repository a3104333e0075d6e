/** Of what the page shows; what it is made of lies below. */
export function panelKey(projectId: string, part?: "state" | "progress"): readonly string[] {
  return part ? ["panel", projectId, part] : ["panel", projectId];
}
