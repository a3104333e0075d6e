import type { RoundInput } from "@/lib/learning/round";

type Served = RoundInput["served"];

/** The shares of the random arm and of the holdout, 0..1; the rest goes to the query. */
export interface SlotShares {
  readonly explore: number;
  readonly holdout: number;
}

/** From where on it is counted what each slot had: from when its share was another. Kept with the queue. */
export interface SlotBalance extends SlotShares {
  readonly before: Served;
}

interface Balanced {
  readonly balance: SlotBalance;
  /** What each slot has had since; what is carried over makes it a fraction, or less than nothing. */
  readonly served: Served;
}

/** What a slot had too few or too many of is carried over by so many samples at most. */
const MOST_CARRIED = 1;

/**
 * What each slot has had since the shares are what they are. Were all counted that ever was, a lead who changes a share
 * would get nothing but one slot until the whole project looked as if it had always been so: hundreds of labels without
 * one of the random arm once the holdout has ended.
 */
export function balanceSlots(now: Served, shares: SlotShares, stored: SlotBalance | null): Balanced {
  const known = stored ?? { ...shares, before: { query: 0, explore: 0, holdout: 0 } };
  const before =
    known.explore === shares.explore && known.holdout === shares.holdout
      ? known.before
      : carriedOver(now, known);
  return {
    balance: { ...shares, before },
    served: mapSlots((slot) => now[slot] - before[slot]),
  };
}

/** As if all had been served at the new shares, but for what the old ones left undone. */
function carriedOver(now: Served, { explore, holdout, before }: SlotBalance): Served {
  const shares = { query: 1 - explore - holdout, explore, holdout };
  const had = mapSlots((slot) => now[slot] - before[slot]);
  const all = had.query + had.explore + had.holdout;
  const missed = mapSlots((slot) => shares[slot] * all - had[slot]);
  const most = Math.max(...Object.values(missed).map(Math.abs));
  const scale = most > MOST_CARRIED ? MOST_CARRIED / most : 1;
  return mapSlots((slot) => now[slot] + scale * missed[slot]);
}

function mapSlots(of: (slot: keyof Served) => number): Served {
  return { query: of("query"), explore: of("explore"), holdout: of("holdout") };
}
