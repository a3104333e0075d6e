import type { GridSize, GridTile, TakenGrid } from "@/lib/contracts/finding";
import type { AnnotationRequest, LeasedSample } from "@/lib/contracts/labeling";
import type { AnswerBatches } from "../../_batch/answer-batches";
import { answerOf, sharedSeconds } from "../../_batch/answer-of";
import type { NewEntry } from "../../_outbox/outbox-entry";
import { ActiveClock } from "../../label/_bench/active-clock";
import type { GridApi } from "./grid-api";
import type { GridNotice } from "./grid-notice";

/** A key binds only to what could have been seen. */
const seenAfterMs = 150;

/** A page of tiles and what the annotator said of them. */
export interface GridPage {
  readonly labelClassId: string;
  readonly tiles: readonly GridTile[];
  /** By the id of a tile's first sample: which class it is instead; null = not this one. */
  readonly exceptions: readonly (readonly [number, string | null])[];
}

export interface GridView {
  readonly page: GridPage;
  readonly isLoading: boolean;
  readonly empty: TakenGrid["empty"];
  /** Why no tiles could be fetched, in words. */
  readonly trouble: unknown;
  readonly notice: GridNotice | null;
  /** Whether a confirmed page can be taken back. */
  readonly canUndo: boolean;
}

export interface GridParts {
  readonly task: "single" | "multi";
  readonly api: GridApi;
  readonly batches: Pick<AnswerBatches<GridPage>, "add" | "undo" | "canUndo">;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/** One annotator at one project's grid: the page on screen, the next one, and what is done with them. */
export class GridSession {
  readonly clock: ActiveClock;
  readonly #parts: GridParts;
  readonly #listeners = new Set<() => void>();
  #size: GridSize = 12;
  #next: readonly GridTile[] = [];
  #paintedAt: number | null = null;
  #filling: Promise<void> | null = null;
  #left = false;
  #view: GridView = {
    page: { labelClassId: "", tiles: [], exceptions: [] },
    isLoading: true,
    empty: null,
    trouble: null,
    notice: null,
    canUndo: false,
  };

  constructor(parts: GridParts) {
    this.#parts = parts;
    this.clock = new ActiveClock(parts.now());
    this.#show({});
  }

  get view(): GridView {
    return this.#view;
  }

  /** Tiles of the next page, so that their images can be loaded ahead. */
  get next(): readonly GridTile[] {
    return this.#next;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another class, or pages of another size; what was held is given back. A page that is such a one stays as it is. */
  async open(labelClassId: string, size: GridSize): Promise<void> {
    // At once where nothing is under way: a fill that is asked for meanwhile is then one of this class.
    while (this.#filling !== null) await this.#filling;
    if (labelClassId === this.#view.page.labelClassId && size === this.#size) return this.fill();
    const held = this.#heldIds();
    this.#size = size;
    this.#next = [];
    this.#turnTo({ labelClassId, tiles: [], exceptions: [] });
    this.#show({ isLoading: true, empty: null, trouble: null, notice: null });
    if (held.length > 0) await this.#parts.api.giveBack(held).catch(() => undefined);
    await this.fill();
  }

  /** All tiles of the page are on the screen now, with their images. */
  painted(): void {
    this.#paintedAt ??= this.#parts.now();
  }

  /** Makes the tile an exception, or takes that back. */
  flip(sampleId: number): void {
    const isException = this.#view.page.exceptions.some(([id]) => id === sampleId);
    this.#except(sampleId, isException ? undefined : null);
  }

  /** The tile is of another class; the page's own class means that it is no exception; null: not this one. */
  assign(sampleId: number, labelClassId: string | null): void {
    this.#except(sampleId, labelClassId === this.#view.page.labelClassId ? undefined : labelClassId);
  }

  get canConfirm(): boolean {
    const paintedAt = this.#paintedAt;
    return (
      this.#view.page.tiles.length > 0 && paintedAt !== null && this.#parts.now() - paintedAt >= seenAfterMs
    );
  }

  /** Answers the whole page and turns to the next one. */
  async confirm(): Promise<void> {
    if (!this.canConfirm) return;
    const { page } = this.#view;
    const entries = this.#answersTo(page);
    const kept = this.#parts.batches.add(entries, page);
    this.#turnToNext({ kind: "confirmed", ...countSamples(entries) });
    void this.fill();
    const lost = new Set((await kept).map(({ sample }) => sample.sampleId));
    if (lost.size > 0) this.#bringBack(page, lost);
  }

  /** Takes the last confirmed page back to the screen, as it was when it was confirmed. */
  async undo(): Promise<void> {
    const page = await this.#parts.batches.undo();
    if (!page) return this.#show({ notice: { kind: "nothing-to-undo" } });
    const current = this.#view.page;
    if (page.labelClassId === current.labelClassId) this.#next = [...current.tiles, ...this.#next];
    else await this.#parts.api.giveBack(this.#heldIds()).catch(() => undefined);
    if (page.labelClassId !== current.labelClassId) this.#next = [];
    this.#turnTo(page);
    this.#show({ empty: null, isLoading: false, notice: { kind: "undone", count: page.tiles.length } });
  }

  /** What the server said of an undo: when somebody else has the sample now, it leaves the page. */
  undone(sampleId: number, again: LeasedSample | null): void {
    if (!again) this.#remove(new Set([sampleId]));
  }

  /** Renews what is held and fetches the next tiles. One request at a time. */
  fill(): Promise<void> {
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  /** The page goes away: others may have what is not answered. */
  async leave(): Promise<void> {
    this.#left = true;
    const held = this.#heldIds();
    if (held.length > 0) await this.#parts.api.giveBack(held);
  }

  /** The page came back from the browser's memory; what it held was given back. */
  async comeBack(): Promise<void> {
    this.#left = false;
    const { labelClassId } = this.#view.page;
    this.#next = [];
    this.#turnTo({ labelClassId, tiles: [], exceptions: [] });
    await this.fill();
  }

  #answersTo({ labelClassId, tiles, exceptions }: GridPage): Omit<NewEntry, "id">[] {
    const instead = new Map(exceptions);
    const count = tiles.reduce((sum, { samples }) => sum + samples.length, 0);
    const seconds = sharedSeconds(this.clock.seconds(this.#parts.now()), count);
    return tiles.flatMap(({ samples }) => {
      const other = instead.get(samples[0]!.sampleId);
      const inputsFor = ({ sampleId }: LeasedSample): AnnotationRequest[] => {
        const answered = {
          sampleId,
          seconds,
          screen: "grid",
          suggestionShown: "shown",
        } as const;
        const { task } = this.#parts;
        const no = { action: "reject", labelClassId, ...answered } as const;
        if (other === null) return [no];
        // Where a sample has one class, another one says no to this one already.
        const isNo = task === "multi" && other !== undefined;
        return [...(isNo ? [no] : []), answerOf(task, other ?? labelClassId, answered)];
      };
      return samples.flatMap((sample) => inputsFor(sample).map((input) => ({ sample, input })));
    });
  }

  async #fill(): Promise<void> {
    const { labelClassId, tiles } = this.#view.page;
    if (this.#left || labelClassId === "") return;
    const holding = this.#heldIds();
    const count = Math.min(48, Math.max(0, 2 * this.#size - tiles.length - this.#next.length));
    try {
      const taken = await this.#parts.api.take({ labelClassId, count, holding });
      const renewed = new Set(taken.renewed);
      const held = new Set(this.#heldIds());
      const lost = holding.filter((id) => held.has(id) && !renewed.has(id));
      this.#next = [...this.#next, ...taken.tiles];
      if (lost.length > 0) this.#remove(new Set(lost));
      if (this.#view.page.tiles.length === 0) this.#turnToNext(this.#view.notice);
      const isEmpty = this.#view.page.tiles.length === 0;
      this.#show({ isLoading: false, empty: isEmpty ? taken.empty : null, trouble: null });
    } catch (error) {
      this.#show({ isLoading: false, trouble: error });
    }
  }

  #turnToNext(notice: GridNotice | null): void {
    const { labelClassId } = this.#view.page;
    this.#turnTo({ labelClassId, tiles: this.#next.slice(0, this.#size), exceptions: [] });
    this.#next = this.#next.slice(this.#size);
    this.#show({ notice, isLoading: this.#view.page.tiles.length === 0 });
  }

  #turnTo(page: GridPage): void {
    this.#paintedAt = null;
    this.clock.restart(this.#parts.now());
    this.#show({ page });
  }

  #except(sampleId: number, instead: string | null | undefined): void {
    const { page } = this.#view;
    if (!page.tiles.some(({ samples }) => samples[0]!.sampleId === sampleId)) return;
    const others = page.exceptions.filter(([id]) => id !== sampleId);
    const exceptions = instead === undefined ? others : [...others, [sampleId, instead] as const];
    this.#show({ page: { ...page, exceptions }, notice: null });
  }

  /** Samples that somebody else has now. */
  #remove(gone: ReadonlySet<number>): void {
    const { page } = this.#view;
    const before = this.#heldIds().length;
    this.#next = without(this.#next, gone);
    const tiles = without(page.tiles, gone);
    const first = new Set(tiles.map(({ samples }) => samples[0]!.sampleId));
    const exceptions = page.exceptions.filter(([id]) => first.has(id));
    this.#show({ page: { ...page, tiles, exceptions } });
    const count = before - this.#heldIds().length;
    if (count > 0) this.#show({ notice: { kind: "taken-away", count } });
  }

  #bringBack(page: GridPage, lost: ReadonlySet<number>): void {
    const tiles = page.tiles
      .map(({ samples }) => ({ samples: samples.filter(({ sampleId }) => lost.has(sampleId)) }))
      .filter(({ samples }) => samples.length > 0);
    const current = this.#view.page;
    if (current.labelClassId !== page.labelClassId) return;
    this.#next = [...current.tiles, ...this.#next];
    this.#turnTo({ ...current, tiles, exceptions: [] });
    this.#show({ isLoading: false, notice: { kind: "not-kept", count: lost.size } });
  }

  #heldIds(): number[] {
    return [...this.#view.page.tiles, ...this.#next].flatMap(({ samples }) =>
      samples.map(({ sampleId }) => sampleId),
    );
  }

  #show(changed: Partial<GridView>): void {
    this.#view = { ...this.#view, ...changed, canUndo: this.#parts.batches.canUndo };
    for (const listener of this.#listeners) listener();
  }
}

function without(tiles: readonly GridTile[], gone: ReadonlySet<number>): GridTile[] {
  return tiles
    .map(({ samples }) => ({ samples: samples.filter(({ sampleId }) => !gone.has(sampleId)) }))
    .filter(({ samples }) => samples.length > 0);
}

/** Each sample once: where it may have several classes, another class is a no and a yes. */
function countSamples(entries: readonly Omit<NewEntry, "id">[]): { count: number; rejected: number } {
  const idsOf = (all: typeof entries) => new Set(all.map(({ sample }) => sample.sampleId));
  const count = idsOf(entries.filter(({ input }) => input.action !== "reject")).size;
  return { count, rejected: idsOf(entries).size - count };
}
