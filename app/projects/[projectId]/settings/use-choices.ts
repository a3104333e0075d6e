"use client";

import { useState } from "react";
import type { ProjectSettings, UpdateProject } from "@/lib/contracts/projects";
import { useSave } from "./use-save";

/** Choices that are stored as soon as they are made: shown at once, and taken back when they could not be stored. */
export function useChoices(settings: ProjectSettings) {
  const [draft, setDraft] = useState<UpdateProject>({});
  const save = useSave<UpdateProject>(settings.id);
  const choose = (changes: UpdateProject) => {
    setDraft((before) => ({ ...before, ...changes }));
    // Of several in a row only the last one's end is heard.
    save.mutate(changes, { onSettled: () => setDraft({}) });
  };
  return { chosen: { ...settings, ...draft }, choose, save };
}
