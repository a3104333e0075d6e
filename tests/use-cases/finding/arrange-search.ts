import type { Db } from "@/db/client";
import { findQuerySchema } from "@/lib/contracts/finding";
import { findInPool } from "@/lib/finding/find-in-pool";
import { indexWords } from "@/lib/finding/index-words";
import { type ArrangedProject, arrangeMoreTexts, arrangeProject } from "../../setup/arrange-project";

/** How much of a pool the index of words holds when it is searched. */
export type Indexed = "nothing" | "half" | "everything";

/** Pools to search in, and their searches. */
export function searching(db: Db) {
  function find(project: ArrangedProject, query: Record<string, unknown>) {
    const asker = { projectId: project.projectId, annotatorId: project.userId };
    return findInPool(db, asker, findQuerySchema.parse(query));
  }

  async function textsOf(project: ArrangedProject, q: string): Promise<(string | null)[]> {
    return (await find(project, { q })).hits.map(({ sample }) => sample.text);
  }

  async function poolOf(texts: readonly string[], indexed: Indexed): Promise<ArrangedProject> {
    const before = indexed === "half" ? Math.ceil(texts.length / 2) : texts.length;
    const project = await arrangeProject(db, texts.slice(0, before), { holdoutShare: 0 });
    if (indexed !== "nothing") await indexWords(db, project.projectId);
    return before < texts.length ? arrangeMoreTexts(db, project, texts.slice(before)) : project;
  }

  return { find, textsOf, poolOf };
}
