import type { LeasedSample } from "@/lib/contracts/labeling";

export function leasedSample(sampleId: number, rest: Partial<LeasedSample> = {}): LeasedSample {
  return {
    sampleId,
    text: `Sample ${sampleId}`,
    imageUrl: null,
    width: null,
    height: null,
    metadata: {},
    suggestion: null,
    expiresAt: "2026-01-01T00:00:00.000Z",
    ...rest,
  };
}
