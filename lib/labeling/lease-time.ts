import { sql } from "drizzle-orm";

/** How long a sample stays with an annotator who is not heard of. */
const leaseMinutes = 5;

/** The same for samples that were taken along to be labeled without a connection. */
const alongMinutes = 60;

/** When a lease that is taken or renewed now ends, by the database's clock. */
export const leaseEnd = endAfter(leaseMinutes);
export const alongLeaseEnd = endAfter(alongMinutes);

function endAfter(minutes: number) {
  return sql`now() + ${`${minutes} minutes`}::interval`;
}
