import { describe, expect, test } from "vitest";
import { bringBack, takeIn } from "@/app/projects/[projectId]/label/_bench/held-samples";
import type { TakenLeases } from "@/lib/contracts/labeling";
import { leasedSample } from "./leased-sample";

const later = "2026-01-01T01:00:00.000Z";
const nobody = new Set<number>();
const ids = (samples: readonly { sampleId: number }[]) => samples.map(({ sampleId }) => sampleId);

function answer(renewed: number[], fresh: number[]): TakenLeases {
  return {
    samples: fresh.map((id) => leasedSample(id)),
    renewed: renewed.map((sampleId) => ({ sampleId, expiresAt: later })),
    empty: null,
  };
}

describe("takeIn", () => {
  test("renews what is held and puts new samples behind", () => {
    const taken = takeIn(
      [leasedSample(1), leasedSample(2)],
      answer([1, 2], [3]),
      { holding: [1, 2], touchedSince: nobody },
      nobody,
    );
    expect(ids(taken)).toEqual([1, 2, 3]);
    expect(taken[0]?.expiresAt).toBe(later);
  });

  test("lets go of a sample that is no longer ours", () => {
    const request = { holding: [1, 2], touchedSince: nobody };
    expect(ids(takeIn([leasedSample(1), leasedSample(2)], answer([2], []), request, nobody))).toEqual([2]);
  });

  test("keeps a sample that came back by undo while the request was under way", () => {
    const request = { holding: [1], touchedSince: new Set([1]) };
    expect(ids(takeIn([leasedSample(1)], answer([], [2]), request, nobody))).toEqual([1, 2]);
  });

  test("keeps a sample whose undo the server has not heard of, since it was not asked about it", () => {
    const request = { holding: [], touchedSince: nobody };
    expect(ids(takeIn([leasedSample(1)], answer([], []), request, nobody))).toEqual([1]);
  });

  test("never shows a sample whose answer waits in the outbox or was given meanwhile", () => {
    const request = { holding: [], touchedSince: new Set([4]) };
    expect(ids(takeIn([], answer([], [3, 4, 5]), request, new Set([3])))).toEqual([5]);
  });

  test("shows no sample twice", () => {
    const request = { holding: [], touchedSince: nobody };
    expect(ids(takeIn([leasedSample(1)], answer([], [1, 2]), request, nobody))).toEqual([1, 2]);
  });
});

test("bringBack puts a sample first, once", () => {
  expect(ids(bringBack([leasedSample(1), leasedSample(2)], leasedSample(2)))).toEqual([2, 1]);
});
