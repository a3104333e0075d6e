/** PostgreSQL sees nothing of our environment: locale and time zone would change what it does. */
export const serverEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: process.env.PATH,
  TZ: "UTC",
};
