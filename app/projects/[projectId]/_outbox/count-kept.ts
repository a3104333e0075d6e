import { IndexedDbStorage } from "./indexed-db-storage";

/** How many acts of this person in this project the browser still holds, sent by nobody while no page of it is open. */
export async function countKept(projectId: string, userId: string): Promise<number> {
  const storage = await IndexedDbStorage.open(`${projectId}/${userId}`);
  try {
    return (await storage.entries()).length;
  } finally {
    storage.close();
  }
}
