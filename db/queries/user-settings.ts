import { eq } from "drizzle-orm";
import { type UserSettings, userSettingsSchema } from "@/lib/contracts/user-settings";
import type { Db } from "../client";
import { userSettings } from "../schema/accounts";

/** How somebody likes to work; the defaults for whoever never said, and for what an older version kept otherwise. */
export async function readUserSettings(db: Db, userId: string): Promise<UserSettings> {
  const [found] = await db
    .select({ settings: userSettings.settings })
    .from(userSettings)
    .where(eq(userSettings.userId, userId));
  const parsed = userSettingsSchema.safeParse(found?.settings ?? {});
  return parsed.success ? parsed.data : userSettingsSchema.parse({});
}
