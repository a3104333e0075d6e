import { expect, test } from "vitest";
import { loadConfig } from "@/lib/config";
import { SetupError } from "@/lib/errors";

test("an empty environment gives the embedded database on this machine's port 3000", () => {
  expect(loadConfig({ WINNOW_ROOT: "/srv/winnow" })).toEqual({
    rootDirectory: "/srv/winnow",
    dataDirectory: "/srv/winnow/.winnow",
    databaseUrl: undefined,
    port: 3000,
    host: "127.0.0.1",
    publicUrl: "http://localhost:3000",
    secret: undefined,
    logLevel: "info",
  });
});

test("a variable that is set to nothing counts as left out", () => {
  expect(loadConfig({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

test("every problem is listed at once, each with its variable", () => {
  const wrong = { PORT: "99999", DATABASE_URL: "mysql://x", LOG_LEVEL: "loud", WINNOW_SECRET: "short" };
  const load = () => loadConfig(wrong);
  expect(load).toThrow(SetupError);
  for (const name of Object.keys(wrong)) expect(load).toThrow(name);
});

test("a problem's message does not repeat the value, which may be a password", () => {
  expect(() => loadConfig({ DATABASE_URL: "postgres//winnow:hunter2@db" })).not.toThrow("hunter2");
  expect(() => loadConfig({ WINNOW_SECRET: "hunter2" })).not.toThrow("hunter2");
});

test.each(["0", "-1", "3000.5", "http", "65536"])("PORT=%s is refused", (port) => {
  expect(() => loadConfig({ PORT: port })).toThrow("must be a number from 1 to 65535");
});

test.each([
  ["0.0.0.0", "http://localhost:8080"],
  ["::", "http://localhost:8080"],
  ["192.0.2.7", "http://192.0.2.7:8080"],
  ["2001:db8::1", "http://[2001:db8::1]:8080"],
])("listening on %s, people are sent to %s", (host, url) => {
  expect(loadConfig({ HOST: host, PORT: "8080" }).publicUrl).toBe(url);
});

test("WINNOW_URL is the address people are sent to, without its last slash", () => {
  expect(loadConfig({ WINNOW_URL: "https://labels.example.org/" }).publicUrl).toBe(
    "https://labels.example.org",
  );
});

test.each(["labels.example.org", "https://labels.example.org/winnow", "ftp://labels.example.org"])(
  "WINNOW_URL=%s is refused",
  (url) => {
    expect(() => loadConfig({ WINNOW_URL: url })).toThrow("WINNOW_URL");
  },
);
