import { spawnSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { benchmarks } from "../../bench/benchmarks";

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "bench/main.ts", ...args],
    {
      encoding: "utf8",
      timeout: 60_000,
    },
  );
  return { status, stdout, stderr };
}

test.each(["--help", "speed --help"])(
  "bench %s names every benchmark and all of their options",
  (args) => {
    const { status, stdout, stderr } = bench(...args.split(" "));
    expect([status, stderr]).toEqual([0, ""]);
    for (const [name, { about, options }] of Object.entries(benchmarks)) {
      expect(stdout).toContain(`  ${name}: ${about}\n`);
      for (const [option, what] of options) expect(stdout).toMatch(new RegExp(`${option} +${escaped(what)}`));
    }
    expect(stdout).toMatch(/--out FILE/);
    expect(stdout).toMatch(/--json/);
  },
  60_000,
);

test("bench ends with 2 for an option that it does not know, and says where they are listed", () => {
  const { status, stderr } = bench("--bugdet", "20");
  expect([status, stderr]).toEqual([
    2,
    "Unknown option '--bugdet'\nnpm run bench -- --help lists the options.\n",
  ]);
}, 60_000);

describe("an option of the help that has an argument is one that the benchmark takes:", () => {
  const named = Object.entries(benchmarks).flatMap(([name, { options }]) =>
    options
      .filter(([option]) => option.includes(" "))
      .map(([option]) => [name, option.split(" ")[0]!] as const),
  );
  it.each(named)("%s %s", async (name, option) => {
    const benchmark = await benchmarks[name]!.load();
    // It waits for its argument, where an unknown one is refused by name; nothing is measured.
    await expect(benchmark([option])).rejects.toMatchObject({ code: "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" });
  });
});

function escaped(text: string): string {
  return text.replace(/[()]/g, "\\$&");
}
