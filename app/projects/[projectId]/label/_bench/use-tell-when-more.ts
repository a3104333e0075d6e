"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { BenchSession } from "./bench-session";

export interface TellWhenMore {
  readonly isAsked: boolean;
  toggle(): void;
}

const mark = "● ";
const lookAgainMs = 15_000;

/**
 * Tells once when samples are there again: by the browser's notification where it was allowed, and in any case by
 * a mark in the tab's title, until the tab is looked at.
 */
export function useTellWhenMore(
  hasSample: boolean,
  projectName: string,
  session: Pick<BenchSession, "fill"> | undefined,
): TellWhenMore {
  const t = useTranslations("bench.empty");
  const [isAsked, setIsAsked] = useState(false);
  const words = t("moreCame", { project: projectName });
  useEffect(() => {
    if (!isAsked || !hasSample) return;
    setIsAsked(false);
    if (document.hidden) tell(words);
  }, [isAsked, hasSample, words]);
  // Nothing tells a tab in the background that a lease of somebody else has run out.
  useEffect(() => {
    if (!isAsked || !session) return;
    const timer = setInterval(() => void session.fill(), lookAgainMs);
    return () => clearInterval(timer);
  }, [isAsked, session]);
  return {
    isAsked,
    toggle() {
      setIsAsked(!isAsked);
      if (!isAsked && "Notification" in window && Notification.permission === "default") {
        void Notification.requestPermission();
      }
    },
  };
}

function tell(words: string): void {
  markTitle();
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  try {
    new Notification(words, { tag: "winnow-more" });
  } catch {
    // Browsers on phones allow notifications from service workers only; the title's mark is there all the same.
  }
}

function markTitle(): void {
  if (document.title.startsWith(mark)) return;
  document.title = mark + document.title;
  const unmark = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", unmark);
    document.title = document.title.replace(mark, "");
  };
  document.addEventListener("visibilitychange", unmark);
}
