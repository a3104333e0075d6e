import fc from "fast-check";
import { expect, test } from "vitest";
import { packBlocks, unpackBlocks } from "@/lib/learning/binary-layout";
import { resizeInto } from "@/lib/learning/encoders/image/resize";
import { workingSize } from "@/lib/learning/encoders/image/working-size";
import { encoders, encodersFor, findEncoder } from "@/lib/learning/encoders/registry";
import { sampleContents } from "@/lib/learning/encoders/sample-contents";
import { documentCooccurrence, windowCooccurrence } from "@/lib/learning/encoders/text/cooccurrence";
import { buildCorpus, countFrequentTerms } from "@/lib/learning/encoders/text/corpus";
import { positivePmi } from "@/lib/learning/encoders/text/positive-pmi";
import { tokenize } from "@/lib/learning/encoders/text/tokenize";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { sourceOf, stripedImages } from "./sample-pools";

test("findEncoder(kind, id) gives the encoder of that id, the first of its kind for auto, and refuses others", () => {
  for (const kind of ["text", "image", "tabular"] as const) {
    for (const { id } of encoders[kind]) expect(findEncoder(kind, id).id).toBe(id);
    expect(findEncoder(kind, "auto")).toBe(encoders[kind][0]);
    expect(encodersFor(kind, "auto")).toEqual(encoders[kind]);
  }
  expect(() => findEncoder("text", "image-patches")).toThrow(/no text encoder "image-patches"/);
});

test("tokenize(text) gives lower-cased words, ? and !", () => {
  expect(tokenize("Where's my CARD-no. 42?!")).toEqual(["where", "s", "my", "card", "no", "42", "?", "!"]);
  expect(tokenize("Über den Fluß")).toEqual(["über", "den", "fluß"]);
  expect(tokenize("")).toEqual([]);
});

test("tokenize(text) cuts scripts without spaces into characters and pairs", () => {
  expect(tokenize("東京都 abc")).toEqual(["東", "東京", "京", "京都", "都", "abc"]);
  expect(tokenize("5月")).toEqual(["5", "5月", "月"]);
});

test("tokenize(text) never fails and gives no empty token", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(tokenize(text).every((token) => token.length > 0)).toBe(true);
    }),
  );
});

test("buildCorpus(documents) numbers terms by falling document frequency", () => {
  const corpus = buildCorpus([
    ["b", "a", "a"],
    ["a", "c"],
    ["a", "c"],
  ]);
  expect(corpus.terms).toEqual(["a", "c", "b"]);
  expect([...corpus.documentFrequencies]).toEqual([3, 2, 1]);
  expect([...corpus.documents[0]!]).toEqual([2, 0, 0]);
  expect(countFrequentTerms(corpus, 2)).toBe(2);
});

test("co-occurrences are those counted by hand", () => {
  const documents = [Int32Array.of(0, 1, 0, 2), Int32Array.of(1, 3)];
  expect([...documentCooccurrence(documents, 3, 2).data]).toEqual([1, 1, 1, 2, 1, 1]);
  expect([...windowCooccurrence(documents, 3, 2, 1).data]).toEqual([0, 2, 2, 0, 1, 0]);
});

test("positivePmi(counts) keeps what occurs together more often than by chance", () => {
  const counts = matrix(2, 2, Float32Array.of(3, 1, 1, 3));
  positivePmi(counts);
  expect(counts.data[0]).toBeCloseTo(Math.log(1.5), 6);
  expect([counts.data[1], counts.data[2]]).toEqual([0, 0]);
});

test("packBlocks(header, blocks) is undone by unpackBlocks, wherever the bytes lie", () => {
  const packed = packBlocks({ name: "ü" }, [
    Float32Array.of(0.1, -0),
    Int32Array.of(-7),
    new Float32Array(0),
  ]);
  const shifted = new Uint8Array(packed.length + 1);
  shifted.set(packed, 1);
  const { header, blocks } = unpackBlocks(shifted.subarray(1));
  expect(header).toEqual({ name: "ü" });
  expect(blocks).toEqual([Float32Array.of(0.1, -0), Int32Array.of(-7), new Float32Array(0)]);
  expect(() => unpackBlocks(packed.subarray(0, -1))).toThrow(RangeError);
});

test("sampleContents(source, limit) takes everything in order, or a uniform sample", async () => {
  const pool = Array.from({ length: 100 }, (_, i) => i);
  expect(await sampleContents(sourceOf(pool), 100, createRandom(1))).toEqual(pool);
  const counts = new Int32Array(100);
  for (let seed = 0; seed < 400; seed++) {
    const sample = await sampleContents(sourceOf(pool), 25, createRandom(seed));
    expect(new Set(sample).size).toBe(25);
    for (const i of sample) counts[i]!++;
  }
  expect(Math.min(...counts)).toBeGreaterThan(60);
  expect(Math.max(...counts)).toBeLessThan(145);
});

test("resizeInto(image, size, target) keeps pixels at equal size, and the mean when halving", () => {
  const image = { width: 2, height: 2, channels: 1, data: Uint8Array.of(0, 255, 255, 0) } as const;
  const same = new Float32Array(4);
  resizeInto(image, { channels: 1, width: 2, height: 2 }, same);
  expect([...same]).toEqual([0, 1, 1, 0]);
  const one = new Float32Array(3);
  resizeInto(image, { channels: 3, width: 1, height: 1 }, one);
  expect([...one]).toEqual([0.5, 0.5, 0.5]);
});

test("workingSize(images) follows the median side and aspect ratio, and sees colour", () => {
  expect(workingSize(stripedImages(3, 28, 1, 1))).toEqual({ channels: 1, height: 28, width: 28 });
  expect(workingSize(stripedImages(3, 100, 3, 1))).toEqual({ channels: 3, height: 32, width: 32 });
  const wide = { width: 40, height: 20, channels: 3, data: new Uint8Array(2400) } as const;
  expect(workingSize([wide])).toEqual({ channels: 1, height: 20, width: 40 });
});
