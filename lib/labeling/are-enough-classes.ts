/** With a single class there is nothing to decide, unless a sample may have none. */
export function areEnoughClasses(task: "single" | "multi", classes: number): boolean {
  return classes >= (task === "multi" ? 1 : 2);
}
