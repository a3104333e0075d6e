"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { wordsOf } from "../../../../_components/find-words";
import { isWaiting } from "../../_outbox/outbox-entry";
import { EmptyBench } from "./empty-bench";
import { guessNames } from "./guess-names";
import { GuidelinesPanel } from "./guidelines-panel";
import { MetadataPanel } from "./later-parts";
import { PausedNote } from "./paused-note";
import { GuidelinesNews, SampleCard } from "./sample-card";
import { useSwipes } from "./swipe-switch";
import type { BenchScreen } from "./use-bench-screen";
import { useGuidelinesNews } from "./use-guidelines-news";
import type { SwipeActs } from "./use-swipe";
import { useTellWhenMore } from "./use-tell-when-more";

interface SampleAreaProps {
  readonly screen: BenchScreen;
  readonly mayLead: boolean;
}

/** The sample or the reason why there is none, and what was opened beside it. */
export function SampleArea({ screen, mayLead }: SampleAreaProps) {
  const { bench, state, view, outboxState, open, setOpen, onPainted } = screen;
  const news = useGuidelinesNews({
    state,
    hasGuidelines: screen.hasGuidelines,
    isOpen: open === "guidelines",
  });
  const tell = useTellWhenMore(view.samples.length > 0, state.projectName, bench?.session);
  return (
    <SampleCard
      samples={view.samples}
      notice={view.notice}
      keys={screen.singleKeys && open !== "keys"}
      highlight={useSearchedWords()}
      swipes={useSwipeActs(screen)}
      paused={
        <PausedNote
          projectId={state.projectId}
          isPaused={state.isPaused && view.samples.length > 0}
          mayLead={mayLead}
        />
      }
      onPainted={onPainted}
      empty={
        <EmptyBench
          projectId={state.projectId}
          mayLead={mayLead}
          view={bench && view}
          waiting={outboxState.entries.filter(isWaiting).length}
          tell={tell}
          asked={screen.asked}
          onAskAny={() => void bench?.session.ask(null)}
        />
      }
      news={
        news && (
          <GuidelinesNews
            news={news}
            openKey={screen.singleKeys ? screen.keymap.commands.guidelines[0] : undefined}
            onOpen={() => setOpen("guidelines")}
          />
        )
      }
      guidelines={
        open === "guidelines" && (
          <GuidelinesPanel
            guidelines={state.guidelines}
            labelClasses={state.labelClasses}
            onClose={() => setOpen(null)}
          />
        )
      }
      metadata={open === "metadata" && <MetadataPanel metadata={view.samples[0]?.metadata ?? {}} />}
    />
  );
}

const noSwipes: SwipeActs = { left: null, right: null };

/** To the right is yes, where there is something to say yes to; to the left is no, or passes the sample by. */
function useSwipeActs({ asked, answerAsked, command, guess, state }: BenchScreen): SwipeActs {
  const t = useTranslations("bench.sample");
  const labels = useTranslations("bench.labels");
  const [isOn] = useSwipes();
  if (!isOn) return noSwipes;
  if (asked) {
    return {
      left: { name: t("swipeNo", { name: asked.name }), run: () => answerAsked(false) },
      right: { name: t("swipeYes", { name: asked.name }), run: () => answerAsked(true) },
    };
  }
  const names = guess && guessNames(guess, state.labelClasses, labels("none"));
  return {
    left: { name: t("swipeSkip"), run: () => command("skip") },
    right: names === null ? null : { name: t("swipeAccept", { names }), run: () => command("take") },
  };
}

/** The words that led here from a search: `?q=`. */
function useSearchedWords(): readonly string[] {
  const [words, setWords] = useState<readonly string[]>([]);
  useEffect(() => setWords(wordsOf(new URLSearchParams(location.search).get("q") ?? "")), []);
  return words;
}
