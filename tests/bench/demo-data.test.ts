import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readBenchmarkData } from "@/lib/benchmark-data/read-benchmark-data";
import { writeDemoData } from "../../bench/label-efficiency/demo-data";

test("the demo's data sets are split into a pool and about a fifth as test part, with nothing lost", async () => {
  const directory = mkdtempSync(join(tmpdir(), "winnow-demo-data-"));
  try {
    await writeDemoData(directory);
    const { pool, test: tested, classNames } = await readBenchmarkData(join(directory, "sms-spam"), 0);
    expect(classNames).toEqual(["ham", "spam"]);
    expect(pool.contents.length + tested.contents.length).toBe(5159);
    expect(tested.contents.length / 5159).toBeCloseTo(0.2, 1);
    const [train, test] = ["train", "test"].map((part) => imagesIn(join(directory, "mnist-digits", part)));
    expect(train!.length + test!.length).toBe(3000);
    expect(new Set([...train!, ...test!]).size).toBe(3000);
    expect(test!.length / 3000).toBeCloseTo(0.2, 1);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

/** As in `7/01234.png`. */
function imagesIn(part: string): string[] {
  return readdirSync(part).flatMap((digit) =>
    readdirSync(join(part, digit)).map((name) => `${digit}/${name}`),
  );
}
