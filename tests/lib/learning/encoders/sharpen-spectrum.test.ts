import { afterAll, expect, test } from "vitest";
import { learnSharpening, sharpen } from "@/lib/learning/encoders/text/sharpen-spectrum";
import { matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

const context = () => ({ kernels, random: createRandom(1), onProgress: () => {} });

/** Four corners about (1, 2): standard deviation 4 along the first axis, 1 along the second. */
const corners = matrix(4, 2, Float32Array.of(5, 3, 5, 1, -3, 3, -3, 1));

test("the wide direction counts for more than the narrow one, by the ratio of deviations to the power 0.5", async () => {
  const sharpening = await learnSharpening(corners, context());
  const sharpened = await sharpen(corners, sharpening!, kernels);
  // Centred, each corner is (±4, ±1); weighted, (±4, ±1·(1/4)^0.5); then of length 1.
  const narrow = 0.25 ** 0.5;
  const length = Math.hypot(4, narrow);
  for (let i = 0; i < 4; i++) {
    const [first, second] = rowOf(sharpened, i);
    expect(Math.abs(first!)).toBeCloseTo(4 / length, 5);
    expect(Math.abs(second!)).toBeCloseTo(narrow / length, 5);
  }
});

test("a row of which nothing is known stays zero", async () => {
  const sharpening = await learnSharpening(corners, context());
  const { data } = await sharpen(matrix(2, 2, Float32Array.of(0, 0, 5, 3)), sharpening!, kernels);
  expect([...data.subarray(0, 2)]).toEqual([0, 0]);
  expect(Math.hypot(data[2]!, data[3]!)).toBeCloseTo(1, 6);
});

test("rows that are all equal leave nothing to sharpen", async () => {
  expect(await learnSharpening(matrix(3, 2, Float32Array.of(1, 2, 1, 2, 1, 2)), context())).toBeNull();
});

test("a row is sharpened to the same bits in any company, with eight threads", async () => {
  const own = createKernels({ threads: 8 });
  const random = createRandom(2);
  const rows = matrix(
    400,
    512,
    Float32Array.from({ length: 400 * 512 }, () => random.normal()),
  );
  const sharpening = await learnSharpening(rows, { ...context(), kernels: own });
  const whole = await sharpen(rows, sharpening!, own);
  for (const [from, to] of [
    [0, 1],
    [5, 13],
    [90, 380],
  ] as const) {
    const some = matrix(to - from, 512, rows.data.subarray(from * 512, to * 512));
    const { data } = await sharpen(some, sharpening!, own);
    expect(data).toEqual(whole.data.slice(from * whole.columns, to * whole.columns));
  }
  await own.dispose();
});
