import { describe, expect, test } from "vitest";
import { ApiError } from "@/app/_components/call-api";
import { BenchSession } from "@/app/projects/[projectId]/label/_bench/bench-session";
import { Outbox } from "@/app/projects/[projectId]/label/_bench/outbox";
import { MemoryStorage } from "@/app/projects/[projectId]/label/_bench/outbox-storage";
import type { TakeLeases, TakenLeases } from "@/lib/contracts/labeling";
import { leasedSample } from "./leased-sample";

const world = { id: "world", name: "World", description: "", examples: [], position: 0 };

/** A session whose server hands out samples 1, 2, 3 … as often as it is asked, and whose clock we turn. */
function arrange() {
  let now = 0;
  let next = 1;
  let ids = 0;
  const asked: TakeLeases[] = [];
  const givenBack: number[] = [];
  const outbox = new Outbox({
    storage: new MemoryStorage(),
    send: () => Promise.reject(new Error("nothing is sent here")),
    exclusively: (work) => work(),
    tellOtherTabs: () => {},
    onSent: () => {},
    onRefused: () => {},
    pauseAfter: () => 1,
  });
  const server = {
    async takeLeases(body: TakeLeases): Promise<TakenLeases> {
      asked.push(body);
      const fresh = Array.from({ length: body.count - body.holding.length }, () => leasedSample(next++));
      const renewed = body.holding.map((sampleId) => ({ sampleId, expiresAt: fresh[0]?.expiresAt ?? "" }));
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
  return { session, outbox, server, asked, givenBack, shown, look };
}

describe("the bench session", () => {
  test("holds six samples and shows the next at once after a label", async () => {
    const { session, outbox, shown, look } = arrange();
    await session.fill();
    expect(shown()).toEqual([1, 2, 3, 4, 5, 6]);
    look();
    const kept = session.label(world);
    expect(shown()[0]).toBe(2);
    await kept;
    expect(outbox.state.entries[0]?.input).toEqual({
      action: "label",
      sampleId: 1,
      labelClassId: "world",
      seconds: 1,
    });
  });

  test("takes no answer to a sample that could not have been seen yet", async () => {
    const { session, outbox, shown, look } = arrange();
    await session.fill();
    await session.label(world);
    look(149);
    await session.skip();
    expect(shown()[0]).toBe(1);
    look(1);
    await session.skip();
    await session.skip();
    expect(outbox.state.entries).toHaveLength(1);
  });

  test("asks for more before they run out, and names what is still in the outbox", async () => {
    const { session, asked, shown, look } = arrange();
    await session.fill();
    for (const _ of [1, 2]) {
      look();
      await session.label(world);
    }
    await session.fill();
    expect(asked[1]).toEqual({ count: 8, holding: [3, 4, 5, 6, 1, 2] });
    expect(shown()).toEqual([3, 4, 5, 6, 7, 8]);
  });

  test("undo brings the sample back first, and does not ask the server for it meanwhile", async () => {
    const { session, asked, shown, look } = arrange();
    await session.fill();
    look();
    await session.label(world);
    await session.undo();
    expect(shown()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(session.view.spoken).toBe("Undone.");
    await session.fill();
    expect(asked.at(-1)?.holding).not.toContain(1);
    expect(shown()[0]).toBe(1);
  });

  test("an undone sample that somebody else holds by now leaves again, with a word", async () => {
    const { session, shown, look } = arrange();
    await session.fill();
    look();
    await session.label(world);
    await session.undo();
    session.undone(1, null);
    expect(shown()).not.toContain(1);
    expect(session.view.notice).toMatch(/Somebody else has that sample/);
  });

  test("with nothing to undo it says so", async () => {
    const { session } = arrange();
    await session.undo();
    expect(session.view.spoken).toBe("There is nothing to undo.");
  });

  test("a refused label comes back with the reason and can be labeled again", async () => {
    const { session, outbox, shown, look } = arrange();
    await session.fill();
    look();
    await session.label(world);
    const refusal = { code: "label_class_archived", message: "World was archived." };
    await session.labelAgain({ ...outbox.state.entries[0]!, refusal });
    expect(shown()[0]).toBe(1);
    expect(session.view.notice).toBe("World was archived.");
    expect(outbox.state.entries).toEqual([]);
    look();
    await session.skip();
    expect(session.view.notice).toBeNull();
  });

  test("says why nothing could be fetched, and recovers", async () => {
    const { session, server, shown } = arrange();
    const { takeLeases } = server;
    server.takeLeases = () =>
      Promise.reject(new ApiError({ code: "unreachable", message: "offline", retryable: true }));
    await session.fill();
    expect(session.view.trouble?.code).toBe("unreachable");
    server.takeLeases = takeLeases;
    await session.fill();
    expect(session.view.trouble).toBeNull();
    expect(shown()).toHaveLength(6);
  });

  test("gives back what is not answered when the page goes, and begins anew when it returns", async () => {
    const { session, givenBack, shown, look } = arrange();
    await session.fill();
    look();
    await session.label(world);
    await session.fill();
    await session.leave();
    expect(givenBack).toEqual([2, 3, 4, 5, 6, 7]);
    await session.comeBack();
    expect(shown()[0]).toBe(8);
  });
});
