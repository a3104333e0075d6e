import { sql } from "drizzle-orm";

/** How long a sample stays with an annotator who is not heard of. */
export const leaseMinutes = 5;

/** When a lease that is taken or renewed now ends, by the database's clock. */
export const leaseEnd = sql`now() + ${`${leaseMinutes} minutes`}::interval`;
