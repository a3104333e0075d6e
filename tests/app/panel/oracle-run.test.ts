import { expect, test } from "vitest";
import { ApiError } from "@/app/_components/call-api";
import { type OracleApi, runOracle } from "@/app/projects/[projectId]/_panel/oracle-run";
import { leasedSample } from "../bench/leased-sample";

const truth = { labelClassId: "a", labelClassIds: null };

/** A run of three samples, whose requests may be answered otherwise. */
async function play(other: (stop: () => void) => Partial<OracleApi>) {
  const controller = new AbortController();
  const [labeled, givenBack]: number[][] = [[], []];
  const end = await runOracle({
    api: {
      take: async () => ({ samples: [1, 2, 3].map((id) => leasedSample(id)), renewed: [], empty: null }),
      giveBack: async (sampleIds) => void givenBack!.push(...sampleIds),
      truthOf: async () => truth,
      label: async (_id, sampleId) => void labeled!.push(sampleId),
      ...other(() => controller.abort()),
    },
    signal: controller.signal,
    pauseMs: () => 0,
    onLabel: () => {},
    onTrouble: () => {},
  });
  return { end, labeled, givenBack };
}

test("a sample whose truth is on its way when the player is stopped is given back with the others", async () => {
  const { end, labeled, givenBack } = await play((stop) => ({
    truthOf: async (sampleId) => {
      if (sampleId === 2) stop();
      return truth;
    },
  }));
  expect({ end, labeled, givenBack }).toEqual({ end: null, labeled: [1], givenBack: [2, 3] });
});

test("samples that arrive when the player was stopped are given back, too", async () => {
  const samples = [leasedSample(7), leasedSample(8)];
  const { givenBack } = await play((stop) => ({
    take: async () => {
      stop();
      return { samples, renewed: [], empty: null };
    },
  }));
  expect(givenBack).toEqual([7, 8]);
});

test("samples without a known truth are kept until the end, which comes when there are no others", async () => {
  let takes = 0;
  const { end, labeled, givenBack } = await play(() => ({
    take: async () => {
      takes += 1;
      return { samples: takes === 1 ? [leasedSample(1), leasedSample(2)] : [], renewed: [], empty: null };
    },
    truthOf: async (sampleId) => {
      if (sampleId === 2) return truth;
      throw new ApiError({ code: "truth_not_found", message: "None.", retryable: false });
    },
  }));
  expect({ end, labeled, givenBack }).toEqual({ end: "usedUp", labeled: [2], givenBack: [1] });
});
