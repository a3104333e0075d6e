"use client";

import { useCallback, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Later } from "../../../../_components/later";
import { useToast } from "../../../../_components/toast";
import { AskDialog, HistoryDrawer, KeyTable, MetadataPanel, NoteDialog } from "./later-parts";

/** What is open beside or over the sample. */
export type Panel = "guidelines" | "metadata" | "keys" | "history" | "flag" | "skip" | "ask";

const parts: { readonly [Name in Panel]: Pick<Later<never>, "fetchPart" | "isHere"> | null } = {
  guidelines: null,
  metadata: MetadataPanel,
  keys: KeyTable,
  history: HistoryDrawer,
  flag: NoteDialog,
  skip: NoteDialog,
  ask: AskDialog,
};

/**
 * The open panel. One that has to be fetched is open from when it is here: until then keys mean what they mean on the
 * screen that is seen. `forget` gives up one that is being fetched.
 */
export function usePanels() {
  const t = useTranslations("common");
  const toast = useToast();
  const [open, setShown] = useState<Panel | null>(null);
  const wanted = useRef<Panel | null>(null);
  const forget = useCallback(() => {
    wanted.current = null;
  }, []);
  const setOpen = useCallback(
    (panel: Panel | null) => {
      wanted.current = panel;
      const part = panel && parts[panel];
      if (!part || part.isHere()) return setShown(panel);
      part.fetchPart().then(
        () => wanted.current === panel && setShown(panel),
        () => toast(t("partMissing")),
      );
    },
    [t, toast],
  );
  return { open, setOpen, forget };
}
