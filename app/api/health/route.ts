import { sql } from "drizzle-orm";
import { getDb } from "@/app/_server/db";
import { messageOf } from "@/lib/errors";
import { createLog } from "@/lib/log";

export const dynamic = "force-dynamic";

/** For supervisors and load balancers: 200 while this process answers and its database does. */
export async function GET(): Promise<Response> {
  try {
    await getDb().execute(sql`select 1`);
    return Response.json({ status: "ok" });
  } catch (error) {
    createLog("web").warn({ error }, `unhealthy: ${messageOf(error)}`);
    return Response.json({ status: "unavailable" }, { status: 503 });
  }
}
