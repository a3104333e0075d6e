import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Encoder, FittedEncoder } from "@/lib/learning/encoders/encoder";
import { denseFromSparse } from "@/lib/learning/linear-algebra/sparse-matrix";
import { type Matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { sourceOf } from "./sample-pools";

/** What the encoders of one kind are tried on. */
export interface ContractPools<Content> {
  readonly pool: readonly Content[];
  /** Contents the pool does not hold. */
  readonly unseen: readonly Content[];
  /** Pools that are hard: tiny, alike, blank. */
  readonly oddPools: Readonly<Record<string, readonly Content[]>>;
}

function expectUnitOrZero(embeddings: Matrix): void {
  for (let row = 0; row < embeddings.rows; row++) {
    const length = Math.hypot(...rowOf(embeddings, row));
    expect(Number.isFinite(length)).toBe(true);
    if (length !== 0) expect(length).toBeCloseTo(1, 5);
  }
}

/** What every encoder keeps to. */
export function describeEncoder<Content>(
  encoder: Encoder<Content>,
  { pool, unseen, oddPools }: ContractPools<Content>,
): void {
  describe(encoder.id, () => {
    const kernels = createKernels({ threads: 1 });
    const shares: number[] = [];
    const learn = (contents: readonly Content[], seed = 1) =>
      encoder.fit(sourceOf(contents), {
        kernels,
        random: createRandom(seed),
        onProgress: (share) => shares.push(share),
      });
    let fitted: FittedEncoder<Content>;
    let embeddings: Matrix;
    beforeAll(async () => {
      fitted = await learn(pool);
      embeddings = await fitted.encode(pool);
    });
    afterAll(() => kernels.dispose());

    test("gives finite rows of length 1", () => {
      expect([embeddings.rows, embeddings.columns]).toEqual([pool.length, fitted.dimensions]);
      expectUnitOrZero(embeddings);
      expect(embeddings.data.some((value) => value !== 0)).toBe(true);
    });

    test("reports progress that never falls, from 0 to 1", () => {
      const first = shares.slice(0, shares.indexOf(1) + 1);
      expect(first[0]).toBe(0);
      expect(first).toEqual(first.toSorted((a, b) => a - b));
    });

    test("learns the same bytes from the same seed", async () => {
      const again = await learn(pool);
      expect(again.serialize()).toEqual(fitted.serialize());
      expect(await again.encode(pool)).toEqual(embeddings);
    });

    test.for([1, 8])("embeds a sample alike, whatever stands beside it, with %i threads", async (threads) => {
      const own = createKernels({ threads });
      const { encode } = encoder.deserialize(fitted.serialize(), own);
      const together = await encode(pool);
      for (const row of [0, pool.length - 1]) {
        const alone = await encode([pool[row]!]);
        expect(alone.data).toEqual(rowOf(together, row).slice());
      }
      await own.dispose();
    });

    test("embeds duplicates alike", async () => {
      const twins = await fitted.encode([pool[0]!, unseen[0]!, pool[0]!]);
      expect(rowOf(twins, 2)).toEqual(rowOf(twins, 0));
    });

    test("embeds samples it has never seen", async () => {
      expectUnitOrZero(await fitted.encode(unseen));
      expect((await fitted.encode([])).rows).toBe(0);
    });

    test("comes back bit for bit from its serialized form", async () => {
      const again = encoder.deserialize(fitted.serialize(), kernels);
      expect(again.dimensions).toBe(fitted.dimensions);
      expect(await again.encode(pool)).toEqual(embeddings);
      expect(await again.encode(unseen)).toEqual(await fitted.encode(unseen));
      expect(again.serialize()).toEqual(fitted.serialize());
    });

    test("gives sparse rows of length 1 beside the embeddings, or none at all", () => {
      const { sparseColumns, encodeSparse } = fitted;
      expect(encodeSparse === null).toBe(sparseColumns === 0);
      if (encodeSparse === null) return;
      const sparse = encodeSparse([...pool, ...unseen]);
      expect([sparse.rows, sparse.columns]).toEqual([pool.length + unseen.length, sparseColumns]);
      expectUnitOrZero(denseFromSparse(sparse));
      expect(encodeSparse(pool)).toEqual(
        encoder.deserialize(fitted.serialize(), kernels).encodeSparse!(pool),
      );
      const alone = denseFromSparse(encodeSparse([unseen[0]!])).data;
      expect(alone).toEqual(rowOf(denseFromSparse(sparse), pool.length).slice());
    });

    test("refuses an empty pool by name", async () => {
      await expect(learn([])).rejects.toMatchObject({ name: "EmptyPoolError", code: "empty-pool" });
    });

    test.for(Object.entries(oddPools))("copes with %s", async ([, contents]) => {
      const odd = await learn(contents);
      expect(odd.dimensions).toBeGreaterThan(0);
      expectUnitOrZero(await odd.encode(contents));
      expectUnitOrZero(await odd.encode(unseen));
      const again = encoder.deserialize(odd.serialize(), kernels);
      expect(await again.encode(unseen)).toEqual(await odd.encode(unseen));
    });
  });
}
