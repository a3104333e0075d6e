"use client";

import { useCallback, useEffect, useMemo, useRef } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import type { UserSettings } from "@/lib/contracts/user-settings";
import { useOutboxState } from "../../_outbox/use-outbox-state";
import type { BenchCommand } from "./bench-commands";
import { isDefined } from "./class-definition";
import { type AnswerRules, chosenOf, visibleGuess } from "./draft";
import { type BenchAct, type LabelClass, makeBinaryKeymap, makeKeymap } from "./keymap";
import type { BenchView } from "./session-view";
import { useBenchState, useOpenBench, useSessionView } from "./use-bench";
import { useBenchKeys } from "./use-bench-keys";
import { useHistory } from "./use-history";
import { type Panel, usePanels } from "./use-panels";
import { useSaid } from "./use-said";
import { useUserSettings } from "./use-user-settings";

/** The two answers of "is it this class?", as the key table names them. */
const yesOrNo = { yes: "yes", no: "no" } as const;

/** All that the label screen shows and does; its components only draw. */
export function useBenchScreen(initial: BenchState, userId: string, sentSettings: UserSettings) {
  const bench = useOpenBench(initial.projectId, userId);
  const state = useBenchState(initial, bench);
  const outboxState = useOutboxState(bench?.outbox);
  const sessionView = useSessionView(bench);
  const { open, setOpen, forget } = usePanels();
  const [settings, changeSettings] = useUserSettings(sentSettings);
  const searchField = useRef<HTMLInputElement>(null);
  const { task, suggestions, labelClasses } = state;
  const rules = useMemo(
    () => ({ task, suggestions, isOffered: (id: string) => labelClasses.some((each) => each.id === id) }),
    [task, suggestions, labelClasses],
  );
  const asked = useAskedClass(bench, state.labelClasses, sessionView.askedClassId);
  const classKeymap = useMemo(
    () => makeKeymap(state.labelClasses, settings.keys),
    [state.labelClasses, settings.keys],
  );
  const keymap = useMemo(
    () => (asked ? makeBinaryKeymap(yesOrNo, settings.keys) : classKeymap),
    [asked, classKeymap, settings.keys],
  );
  const hasGuidelines = state.guidelines !== "" || state.labelClasses.some(isDefined);
  const history = useHistory({ bench, state, outboxState, isOpen: open === "history" });
  const { label, answerAsked } = useAnswers({ bench, state, rules });
  const command = useCommands({ bench, state, rules, open, setOpen, history, hasGuidelines, searchField });
  const act = useCallback(
    (meant: BenchAct) => {
      forget();
      if (meant.kind === "command") return command(meant.command);
      if (meant.kind === "type") return searchField.current?.focus();
      if (meant.labelClassId === yesOrNo.yes || meant.labelClassId === yesOrNo.no) {
        return void answerAsked(meant.labelClassId === yesOrNo.yes);
      }
      const chosen = state.labelClasses.find(({ id }) => id === meant.labelClassId);
      if (!chosen) return;
      if (open === "history") history.choose(chosen);
      else label(chosen);
    },
    [forget, command, answerAsked, label, history, open, state.labelClasses],
  );
  // In the history any class may be the answer, whatever the sample behind it is asked about.
  useBenchKeys(open === "history" ? classKeymap : keymap, settings.singleKeys, act);
  const onPainted = useCallback((sampleId: number) => bench?.session.painted(sampleId), [bench]);
  const said = useSaid(state.labelClasses);
  const { draft } = sessionView;
  const sample = sessionView.samples[0];
  const view: BenchView = {
    ...sessionView,
    notice: said(sessionView.notice),
    spoken: said(sessionView.said) ?? "",
  };
  return {
    ...{
      bench,
      state,
      view,
      outboxState,
      keymap,
      classKeymap,
      hasGuidelines,
      searchField,
      asked,
      rules,
      history,
    },
    ...{
      open,
      setOpen,
      settings,
      changeSettings,
      singleKeys: settings.singleKeys,
      label,
      answerAsked,
      command,
    },
    ...{ onPainted, chosen: chosenOf(sample, draft, rules), guess: visibleGuess(sample, draft, rules) },
  };
}

export type BenchScreen = ReturnType<typeof useBenchScreen>;
type OpenBench = ReturnType<typeof useOpenBench>;

/** The class that is asked about. When it was archived, any class may be answered again. */
function useAskedClass(bench: OpenBench, labelClasses: readonly LabelClass[], askedClassId: string | null) {
  const asked = labelClasses.find(({ id }) => id === askedClassId) ?? null;
  const isGone = askedClassId !== null && asked === null;
  useEffect(() => {
    if (isGone) void bench?.session.ask(null);
  }, [isGone, bench]);
  return asked;
}

interface AnswerParts {
  readonly bench: OpenBench;
  readonly state: BenchState;
  readonly rules: AnswerRules;
}

function useAnswers({ bench, state, rules }: AnswerParts) {
  /** False when the sample was not on the screen long enough for an answer to be meant for it. */
  const label = useCallback(
    (chosen: LabelClass) => bench?.session.choose(chosen.id, rules) ?? false,
    [bench, rules],
  );
  const answerAsked = useCallback(
    (isYes: boolean) => {
      const asked = bench?.session.view.askedClassId;
      const others = state.labelClasses.filter(({ id }) => id !== asked);
      // Where there are two classes, a no is the other one.
      const other = others.length === 1 ? others[0]!.id : null;
      return bench?.session.answerAsked(isYes, { task: state.task, other }) ?? false;
    },
    [bench, state.labelClasses, state.task],
  );
  return { label, answerAsked };
}

interface CommandParts extends AnswerParts {
  readonly open: Panel | null;
  readonly setOpen: (panel: Panel | null) => void;
  readonly history: ReturnType<typeof useHistory>;
  readonly hasGuidelines: boolean;
  readonly searchField: { readonly current: HTMLInputElement | null };
}

function useCommands(parts: CommandParts): (asked: BenchCommand) => void {
  const { bench, state, rules, open, setOpen, history, hasGuidelines, searchField } = parts;
  return useCallback(
    (asked: BenchCommand) => {
      const session = bench?.session;
      const toggle = (panel: Panel) => setOpen(open === panel ? null : panel);
      switch (asked) {
        case "accept":
          return void (open === "history" ? history.send() : session?.accept(rules));
        case "take":
          return void (open !== "history" && session?.take(rules));
        case "skip":
          if (open === "history" || !session?.canAnswer) return;
          return state.skipAsksReason ? setOpen("skip") : void session.skip();
        case "flag":
          return void (open !== "history" && session?.canAnswer && setOpen("flag"));
        case "undo":
          return void session?.undo();
        case "redo":
          return void session?.redo();
        case "search":
          return searchField.current?.focus();
        case "older":
        case "newer":
          if (open === "history") return history.move(asked === "older" ? 1 : -1);
          return setOpen("history");
        case "guidelines":
          return void (hasGuidelines && toggle("guidelines"));
        default:
          return toggle(asked);
      }
    },
    [bench, state.skipAsksReason, rules, open, setOpen, history, hasGuidelines, searchField],
  );
}
