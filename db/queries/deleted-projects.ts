import { sql } from "drizzle-orm";
import type { DeletedProject } from "@/lib/contracts/deleted-projects";
import type { Db } from "../client";
import type { Reader } from "./projects";

type DeletedRow = {
  id: string;
  name: string;
  deleted_at: string;
  deleted_by: string | null;
  restorable_until: string;
};

/** The deleted projects that the reader may bring back within so many days of their deletion, the last deleted first. */
export async function listDeletedProjects(db: Db, reader: Reader, days: number): Promise<DeletedProject[]> {
  const until = sql`p.deleted_at + make_interval(days => ${days})`;
  const { rows } = await db.execute<DeletedRow>(sql`
    select p.id, p.name, p.deleted_at, u.name as deleted_by, ${until} as restorable_until
    from projects p left join users u on u.id = p.deleted_by
    where p.deleted_at is not null and ${until} > now() and (${reader.serverRole === "owner"} or exists (
      select from memberships m where m.project_id = p.id and m.user_id = ${reader.id} and m.role = 'lead'))
    order by p.deleted_at desc, p.id`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    deletedAt: new Date(row.deleted_at).toISOString(),
    deletedBy: row.deleted_by,
    restorableUntil: new Date(row.restorable_until).toISOString(),
  }));
}
