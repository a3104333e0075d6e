import { expect, test } from "vitest";
import { isLoopback } from "@/app/projects/[projectId]/team/is-loopback";

test("names of the machine itself are told from those that others reach", () => {
  for (const own of ["localhost", "LOCALHOST", "winnow.localhost", "127.0.0.1", "127.1.2.3", "[::1]"]) {
    expect(isLoopback(own), own).toBe(true);
  }
  for (const open of [
    "192.168.0.7",
    "labels.example.org",
    "127.example.org",
    "localhost.example.org",
    "[fe80::1]",
  ]) {
    expect(isLoopback(open), open).toBe(false);
  }
});
