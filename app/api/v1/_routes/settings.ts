import { serverEndpoint } from "@/app/_server/endpoint";
import { readUserSettings } from "@/lib/access/read-user-settings";
import { saveUserSettings } from "@/lib/access/save-user-settings";
import { userSettingsSchema } from "@/lib/contracts/user-settings";

export const settingsEndpoints = [
  serverEndpoint({
    method: "get",
    path: "/settings",
    summary: "How you like to work: language, text size, keys",
    action: "server.enter",
    answer: userSettingsSchema,
    handle: ({ db, user }) => readUserSettings(db, user.id),
  }),
  serverEndpoint({
    method: "put",
    path: "/settings",
    summary: "Keep how you like to work; what is left out goes back to its default",
    action: "server.enter",
    body: userSettingsSchema,
    handle: ({ db, user, body }) => saveUserSettings(db, { userId: user.id, settings: body }),
  }),
];
