import type { Db } from "@/db/client";
import { userSettings } from "@/db/schema/accounts";
import type { UserSettings } from "../contracts/user-settings";

/** Keeps how somebody likes to work, in place of what was kept before. */
export async function saveUserSettings(
  db: Db,
  { userId, settings }: { readonly userId: string; readonly settings: UserSettings },
): Promise<void> {
  await db
    .insert(userSettings)
    .values({ userId, settings })
    .onConflictDoUpdate({ target: userSettings.userId, set: { settings } });
}
