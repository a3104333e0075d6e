import type { AnnotationRequest, LeasedSample, Screen, SuggestionMode } from "@/lib/contracts/labeling";
import { answeredSamples, canComeBack, type OutboxEntry, returningSamples } from "../../_outbox/outbox-entry";
import { ActiveClock } from "./active-clock";
import {
  type AnswerRules,
  type Draft,
  draftFor,
  press,
  pressEnter,
  pressTake,
  suggestionShown,
} from "./draft";
import { bringBack, hasLostFirst, takeIn, without } from "./held-samples";
import { inTrouble } from "./in-trouble";
import { leaseRequest } from "./lease-request";
import { Prefetch } from "./prefetch";
import {
  type AskedRules,
  answerOf,
  answerOfAsked,
  type Decision,
  nothingHeld,
  type Revision,
  type Said,
  type SessionParts,
  type SessionView,
} from "./session-view";
import { TouchedSamples } from "./touched-samples";

/** A key binds only to what could have been seen. */
const seenAfterMs = 150;
const takenAway = { kind: "taken-away" } as const;

/** One annotator at one project's bench: the samples held, and what is done with the first. */
export class BenchSession {
  readonly clock: ActiveClock;
  readonly #parts: SessionParts;
  readonly #listeners = new Set<() => void>();
  readonly #prefetch = new Prefetch();
  #view: SessionView = nothingHeld;
  #painted: { readonly sampleId: number; readonly at: number } | null = null;
  /** When the guess was revealed; a key binds to it, too, only once it could have been seen. */
  #revealedAt = Number.NEGATIVE_INFINITY;
  readonly #touched = new TouchedSamples();
  #filling: Promise<void> | null = null;
  #left = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.clock = new ActiveClock(parts.now());
  }

  get view(): SessionView {
    return this.#view;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The sample is on the screen now; its time begins. */
  painted(sampleId: number): void {
    if (this.#painted?.sampleId === sampleId) return;
    this.#painted = { sampleId, at: this.#parts.now() };
    this.clock.restart(this.#parts.now());
  }

  /** A label's key. False when it came too early to be meant for what is on the screen. */
  choose(labelClassId: string, rules: AnswerRules): boolean {
    const sample = this.#view.samples[0];
    if (!sample || !this.canAnswer) return false;
    const draft = draftFor(this.#view.draft, sample, rules);
    const pressed = press({ draft, labelClassId }, sample, rules);
    if (pressed.isDecided) this.#send(sample, [labelClassId], pressed.draft, rules);
    else this.#note(pressed.draft, draft);
    return true;
  }

  /** Enter: sends the set, the noted answer, or the guess on the screen. False when there is nothing to send. */
  accept(rules: AnswerRules): boolean {
    return this.#answerWith(pressEnter, rules);
  }

  /** Sends the guess on the screen, whatever else was pressed. False when there is none to be seen. */
  take(rules: AnswerRules): boolean {
    return this.#answerWith(pressTake, rules);
  }

  /** Yes or no to "is it this class?". */
  answerAsked(isYes: boolean, rules: AskedRules): boolean {
    const asked = this.#view.askedClassId;
    if (asked === null || !this.canAnswer) return false;
    const { decision, said } = answerOfAsked(asked, isYes, rules);
    void this.#decide(decision, said);
    return true;
  }

  async skip(note = ""): Promise<void> {
    if (this.canAnswer) await this.#decide({ action: "skip", note }, { kind: "skipped" });
  }

  /** Sets the sample aside for the lead. */
  async flag(note: string): Promise<void> {
    if (this.canAnswer) await this.#decide({ action: "flag", note }, { kind: "flagged" });
  }

  /** Another answer to a sample of one's own history; what is on the screen stays there. */
  async revise(sample: LeasedSample, { labelClassIds, task, ...said }: Revision): Promise<void> {
    const facts = { sampleId: sample.sampleId, ...said, suggestionShown: null } as const;
    const input: AnnotationRequest = { ...answerOf(labelClassIds, task), ...facts };
    await this.#parts.outbox.add({ id: this.#parts.newId(), input, sample });
    this.#show({ said: { kind: "labeled", labelClassIds } });
  }

  async undo(): Promise<void> {
    const act = await this.#parts.outbox.undoLast(this.#parts.newId());
    if (!act) return this.#show({ said: { kind: "nothing-to-undo" } });
    if (canComeBack(act)) this.#returnToScreen(act.sample, null, { kind: "undone" });
    else this.#show({ said: { kind: "undone" } });
  }

  async redo(): Promise<void> {
    const act = await this.#parts.outbox.redoLast(this.#parts.newId());
    if (!act) return this.#show({ said: { kind: "nothing-to-redo" } });
    this.#touched.touch(act.sample.sampleId);
    const samples = without(this.#view.samples, act.sample.sampleId);
    this.#show({ samples, notice: null, said: { kind: "redone" } });
    this.fillWhenLow();
  }

  /** "Is it this class?", or any class again; samples of the other kind are given back. */
  async ask(labelClassId: string | null): Promise<void> {
    if (labelClassId === this.#view.askedClassId) return;
    const before = this.#ours();
    // What is on its way was asked for before, and is renewed or given back by the next request.
    await this.#filling;
    this.#painted = null;
    const nothing = { samples: [], draft: null, notice: null, said: null, empty: null };
    this.#show({ ...nothing, askedClassId: labelClassId });
    if (before.length > 0) await this.#parts.api.giveBack(before).catch(() => undefined);
    await this.fill();
  }

  /** The server refused it: the sample comes back with the reason, and the annotation is given up. */
  async labelAgain(entry: OutboxEntry): Promise<void> {
    await this.#parts.outbox.discard(entry);
    const said: Said = { kind: "refused", refusal: entry.refusal };
    this.#returnToScreen(entry.sample, said, said);
  }

  /** Holds as many samples as a stretch without a connection may need, or only the next few again. */
  async takeAlong(along: boolean): Promise<void> {
    this.#prefetch.along = along;
    this.#show({ along });
    await this.#filling;
    const spare = this.#ours().slice(this.#prefetch.wanted);
    if (spare.length > 0) {
      this.#show({ samples: this.#view.samples.filter(({ sampleId }) => !spare.includes(sampleId)) });
      await this.#parts.api.giveBack(spare).catch(() => undefined);
    }
    await this.fill();
  }

  /** What the server said of an undo: the sample is ours again, or somebody else has it. */
  undone(sampleId: number, again: LeasedSample | null): void {
    const held = this.#view.samples;
    if (!held.some((sample) => sample.sampleId === sampleId)) return;
    if (again) {
      this.#show({ samples: held.map((sample) => (sample.sampleId === sampleId ? again : sample)) });
      return;
    }
    const said: Said = { kind: "not-ours" };
    this.#show({ samples: without(held, sampleId), notice: said, said });
    void this.fill();
  }

  /** Renews what is held and fetches what is missing. One request at a time. */
  fill(): Promise<void> {
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  /** Fetches more when the next keys would need them. */
  fillWhenLow(): void {
    if (this.#view.samples.length < this.#prefetch.low) void this.fill();
  }

  /** The page goes away: others may have what is not answered. */
  async leave(): Promise<void> {
    this.#left = true;
    const ours = this.#ours();
    if (ours.length > 0) await this.#parts.api.giveBack(ours);
  }

  /** The page came back from the browser's memory; what it held was given back. */
  async comeBack(): Promise<void> {
    this.#left = false;
    this.#painted = null;
    this.#show({ samples: [] });
    await this.fill();
  }

  /** Samples that the server believes to be held here. */
  #ours(): number[] {
    const returning = returningSamples(this.#parts.outbox.state.entries);
    return this.#view.samples.map(({ sampleId }) => sampleId).filter((id) => !returning.has(id));
  }

  #answerWith(pressKey: typeof pressEnter, rules: AnswerRules): boolean {
    const sample = this.#view.samples[0];
    // Asked about one class, only yes or no is an answer: these keys would say something of all of them.
    if (!sample || !this.canAnswer || this.#view.askedClassId !== null) return false;
    const draft = draftFor(this.#view.draft, sample, rules);
    const pressed = pressKey(draft, sample, rules);
    if (pressed.answer) this.#send(sample, pressed.answer, draft, rules);
    else if (pressed.draft !== draft) this.#note(pressed.draft, draft);
    return pressed.answer !== null;
  }

  #note(draft: Draft, before: Draft): void {
    if (draft.isRevealed && !before.isRevealed) this.#revealedAt = this.#parts.now();
    this.#show({ draft, notice: null });
  }

  #send(sample: LeasedSample, labelClassIds: readonly string[], draft: Draft, rules: AnswerRules): void {
    const shown = suggestionShown(sample, draft, rules);
    void this.#decide(answerOf(labelClassIds, rules.task), { kind: "labeled", labelClassIds }, shown);
  }

  /** Answers the first sample and shows the next one at once. */
  async #decide(decision: Decision, said: Said, shown: SuggestionMode | null = null): Promise<void> {
    const sample = this.#view.samples[0];
    if (!sample) return;
    const seconds = Math.min(86_400, this.clock.seconds(this.#parts.now()));
    this.#prefetch.decided(seconds);
    this.#touched.touch(sample.sampleId);
    const screen: Screen = this.#view.askedClassId === null ? "single" : "binary";
    const facts = { seconds: Math.round(seconds * 1000) / 1000, screen, suggestionShown: shown };
    const kept = this.#parts.outbox.add({
      id: this.#parts.newId(),
      input: { ...decision, sampleId: sample.sampleId, ...facts } as AnnotationRequest,
      sample,
    });
    this.#show({ samples: this.#view.samples.slice(1), draft: null, notice: null, said });
    this.fillWhenLow();
    try {
      await kept;
    } catch (error) {
      const failed: Said = {
        kind: "not-kept",
        message: error instanceof Error ? error.message : String(error),
      };
      this.#returnToScreen(sample, failed, failed);
    }
  }

  /** Whether the first sample, and the guess if one was revealed, could have been seen. */
  get canAnswer(): boolean {
    const sample = this.#view.samples[0];
    if (!sample || this.#painted?.sampleId !== sample.sampleId) return false;
    return this.#parts.now() - Math.max(this.#revealedAt, this.#painted.at) >= seenAfterMs;
  }

  #returnToScreen(sample: LeasedSample, notice: Said | null, said: Said): void {
    this.#touched.touch(sample.sampleId);
    this.#painted = null;
    this.#show({ samples: bringBack(this.#view.samples, sample), draft: null, notice, said, empty: null });
  }

  async #fill(): Promise<void> {
    if (this.#left) return;
    const sentAt = this.#touched.acts;
    const request = leaseRequest({
      held: this.#ours(),
      entries: this.#parts.outbox.state.entries,
      prefetch: this.#prefetch,
      askedClassId: this.#view.askedClassId,
    });
    const begun = this.#parts.now();
    try {
      const taken = await this.#parts.api.takeLeases(request);
      this.#prefetch.answered((this.#parts.now() - begun) / 1000);
      const asked = { ...request, touchedSince: this.#touched.since(sentAt) };
      const waiting = answeredSamples(this.#parts.outbox.state.entries);
      const samples = takeIn(this.#view.samples, taken, asked, waiting);
      if (hasLostFirst(this.#view.samples, samples)) this.#show({ notice: takenAway, said: takenAway });
      this.#show({ samples, empty: samples.length > 0 ? null : taken.empty, trouble: null });
    } catch (error) {
      this.#show(inTrouble(error));
    }
  }

  #show(changed: Partial<SessionView>): void {
    this.#view = { ...this.#view, ...changed };
    for (const listener of this.#listeners) listener();
  }
}
