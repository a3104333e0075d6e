import { identifyBinary } from "./identify-binary";
import { classFolder, shownPath } from "./image-path";
import { labelProblem } from "./read-labels";
import type { ReadSample } from "./reader";
import { sniffImageType } from "./sniff-image-type";

/** An image file as a sample, its folder as its label; a refusal when it is not an image. */
export function describeImage(path: string, bytes: Buffer): ReadSample {
  const place = shownPath(path);
  if (bytes.length === 0) return { kind: "refusal", place, reason: "the file is empty" };
  if (sniffImageType(bytes) === null) {
    const found = identifyBinary(bytes.subarray(0, 4096)) ?? "text";
    return { kind: "refusal", place, reason: `not a PNG, JPEG or WebP image but ${found}` };
  }
  const label = classFolder(path);
  const problem = labelProblem(label);
  if (problem) return { kind: "refusal", place, reason: problem };
  return { kind: "image", place, bytes, label, externalId: place };
}
