import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { writeReport } from "@/bin/simulate/write-report";

const directory = mkdtempSync(join(tmpdir(), "winnow-write-report-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("writeReport", () => {
  const fresh = () => mkdtempSync(join(directory, "report-"));

  it("puts the whole new report in the old one's place, behind a link too, and leaves nothing beside it", async () => {
    const place = fresh();
    const [file, link] = [join(place, "r.html"), join(place, "link.html")];
    writeFileSync(file, "old", { mode: 0o640 });
    symlinkSync("r.html", link);
    await writeReport(link, "new");
    expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777]).toEqual(["new", 0o640]);
    expect([readdirSync(place).sort(), lstatSync(link).isSymbolicLink()]).toEqual([
      ["link.html", "r.html"],
      true,
    ]);
  });

  it("writes in place where the directory takes no other file", async () => {
    const place = fresh();
    const file = join(place, "r.html");
    writeFileSync(file, "an older one");
    chmodSync(file, 0o666);
    chmodSync(directory, 0o711);
    chmodSync(place, 0o555);
    // To root every directory is open.
    const isRoot = process.geteuid!() === 0;
    if (isRoot) process.seteuid!(65_534);
    try {
      await expect(writeFile(join(place, "other"), "")).rejects.toThrow("EACCES");
      await writeReport(file, "new");
    } finally {
      if (isRoot) process.seteuid!(0);
      chmodSync(place, 0o755);
    }
    expect([readFileSync(file, "utf8"), readdirSync(place)]).toEqual(["new", ["r.html"]]);
  });

  it.each([
    ["an older one", "old"],
    ["none", null],
  ])("writes in place where its name leaves no room for that of a draft, over %s", async (_, old) => {
    const place = fresh();
    const name = `${"r".repeat(250)}.html`;
    if (old !== null) writeFileSync(join(place, name), old);
    await writeReport(join(place, name), "new");
    expect([readdirSync(place), readFileSync(join(place, name), "utf8")]).toEqual([[name], "new"]);
  });

  it("leaves the old report as it is when the new one cannot be written", async () => {
    const place = fresh();
    const file = join(place, "r.html");
    writeFileSync(file, "old");
    // What the new one is first written to is taken.
    mkdirSync(`${file}.${process.pid}.part`);
    await expect(writeReport(file, "new")).rejects.toThrow(/r\.html could not be written: EISDIR.*--resume/);
    expect(readFileSync(file, "utf8")).toBe("old");
  });
});
