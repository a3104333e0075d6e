import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { userSettings } from "@/db/schema/accounts";
import { type UserSettings, userSettingsSchema } from "../contracts/user-settings";

/** How somebody likes to work; the defaults for whoever never said, and for what an older version kept otherwise. */
export async function readUserSettings(db: Db, userId: string): Promise<UserSettings> {
  const [found] = await db
    .select({ settings: userSettings.settings })
    .from(userSettings)
    .where(eq(userSettings.userId, userId));
  const parsed = userSettingsSchema.safeParse(found?.settings ?? {});
  return parsed.success ? parsed.data : userSettingsSchema.parse({});
}
