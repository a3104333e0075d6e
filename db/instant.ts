import { timestamp } from "drizzle-orm/pg-core";

/** A column for a moment, kept with its time zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true });
