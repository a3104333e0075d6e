import { Outbox } from "@/app/projects/[projectId]/_outbox/outbox";
import { MemoryStorage } from "@/app/projects/[projectId]/_outbox/outbox-storage";
import { BenchSession } from "@/app/projects/[projectId]/label/_bench/bench-session";
import type { AnswerRules } from "@/app/projects/[projectId]/label/_bench/draft";
import type { Suggestion, TakeLeasesRequest, TakenLeases } from "@/lib/contracts/labeling";
import { leasedSample } from "./leased-sample";

const isOffered = () => true;
export const single: AnswerRules = { task: "single", suggestions: "hidden", isOffered };
export const multi: AnswerRules = { task: "multi", suggestions: "hidden", isOffered };
export const afterKey: AnswerRules = { task: "single", suggestions: "after-key", isOffered };
export const shown: AnswerRules = { task: "single", suggestions: "shown", isOffered };

/** A session whose server hands out samples 1, 2, 3 … as often as it is asked, and whose clock we turn. */
export function arrangeSession(suggestion: Suggestion | null = null) {
  let now = 0;
  let next = 1;
  let ids = 0;
  const asked: TakeLeasesRequest[] = [];
  const givenBack: number[] = [];
  const outbox = new Outbox({
    storage: new MemoryStorage(),
    send: () => Promise.reject(new Error("nothing is sent here")),
    sendAll: () => Promise.reject(new Error("nothing is sent here")),
    exclusively: (work) => work(),
    tellOtherTabs: () => {},
    onSent: () => {},
    onRefused: () => {},
    pauseAfter: () => 1,
  });
  const server = {
    async takeLeases({ holding = [], ...body }: TakeLeasesRequest): Promise<TakenLeases> {
      asked.push({ ...body, holding });
      const fresh = Array.from({ length: body.count - holding.length }, () =>
        leasedSample(next++, { suggestion }),
      );
      const renewed = holding.map((sampleId) => ({ sampleId, expiresAt: fresh[0]?.expiresAt ?? "" }));
      return { samples: fresh, renewed, empty: null };
    },
    async giveBack(sampleIds: readonly number[]) {
      givenBack.push(...sampleIds);
    },
  };
  const session = new BenchSession({
    api: { takeLeases: (body) => server.takeLeases(body), giveBack: (given) => server.giveBack(given) },
    outbox,
    now: () => now,
    newId: () => `id ${++ids}`,
  });
  const shown = () => session.view.samples.map(({ sampleId }) => sampleId);
  /** The first sample is painted, and the annotator looks at it for so long. */
  const look = (milliseconds = 1000) => {
    const sample = session.view.samples[0];
    if (sample) session.painted(sample.sampleId);
    now += milliseconds;
  };
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  return { session, outbox, server, asked, givenBack, shown, look, wait, time: () => now };
}
