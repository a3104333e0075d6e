import fc from "fast-check";
import { expect, it } from "vitest";
import { hashOfRows } from "@/lib/learning/row-hash";

const someRows = fc.uniqueArray(fc.nat(10_000), { minLength: 2, maxLength: 50 });

it("hashOfRows is the same for the same rows in any order, and another once one is gone or moved", () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const hash = hashOfRows(Int32Array.from(rows));
      expect(hashOfRows(Int32Array.from(rows).sort())).toBe(hash);
      expect(hashOfRows(Int32Array.from(rows.slice(1)))).not.toBe(hash);
      expect(hashOfRows(Int32Array.from([rows[0]! + 10_001, ...rows.slice(1)]))).not.toBe(hash);
    }),
  );
});

it("hashOfRows of all but one row differs for every row that is left out", () => {
  const all = Array.from({ length: 3000 }, (_, row) => row);
  const hashes = all.map((left) => hashOfRows(Int32Array.from(all.filter((row) => row !== left))));
  expect(new Set(hashes).size).toBe(3000);
});
