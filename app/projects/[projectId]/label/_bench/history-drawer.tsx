"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../../../_components/button";
import { Modal } from "../../../../_components/modal";
import { useErrorText } from "../../../../_components/use-error-text";
import { keyCap } from "./bench-commands";
import { HistoryEditor } from "./history-editor";
import type { HistoryItem } from "./history-items";
import { SampleThumb } from "./sample-thumb";
import type { BenchScreen } from "./use-bench-screen";

interface HistoryDrawerProps {
  readonly screen: BenchScreen;
  readonly onClose: () => void;
}

/** One's own decisions beside the bench: keys and presses move through them, and each can be answered again. */
export function HistoryDrawer({ screen, onClose }: HistoryDrawerProps) {
  const t = useTranslations("bench.history");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const id = useId();
  const { history, keymap } = screen;
  const { older, newer } = keymap.commands;
  useArrows(history.move);
  return (
    <Modal
      labelledBy={`${id}title`}
      describedBy={`${id}hint`}
      onClose={onClose}
      takesBenchKeys
      className="inset-y-0 start-auto end-0 h-dvh max-h-dvh w-[min(26rem,100vw)] max-w-none border-s"
    >
      <div className="flex h-full flex-col">
        <div className="flex items-start justify-between gap-4 px-5 pt-4">
          <h2 id={`${id}title`} className="text-base font-semibold">
            {t("title")}
          </h2>
          <button
            type="button"
            onClick={onClose}
            aria-label={common("close")}
            className="-mt-1 -me-1 grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
          >
            <X size={18} aria-hidden="true" />
          </button>
        </div>
        <p id={`${id}hint`} className="px-5 pb-3 text-[0.8125rem] text-muted">
          {t("hint")}{" "}
          {screen.singleKeys && (
            <span className="pointer-coarse:hidden">
              {t("keys", { older: keyCap(older[0] ?? ""), newer: keyCap(newer[0] ?? "") })}
            </span>
          )}
        </p>
        {history.error && (
          <p role="alert" className="px-5 pb-3 text-warn">
            {t("failed", { message: errorText(history.error) })}
          </p>
        )}
        {history.items.length === 0 && !history.error && <p className="px-5 text-muted">{t("empty")}</p>}
        <ol className="min-h-0 flex-1 overflow-y-auto border-t border-line">
          {history.items.map((item, place) => (
            <HistoryRow key={item.id} item={item} isOpen={place === history.place} screen={screen} />
          ))}
          {history.more && (
            <li className="p-4">
              <Button onClick={history.more}>{t("more")}</Button>
            </li>
          )}
        </ol>
      </div>
    </Modal>
  );
}

/** Down is older, up is newer: as the list stands. */
function useArrows(move: (by: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      // In the search field arrows mark a class.
      if (by === 0 || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      move(by);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [move]);
}

interface HistoryRowProps {
  readonly item: HistoryItem;
  readonly isOpen: boolean;
  readonly screen: BenchScreen;
}

function HistoryRow({ item, isOpen, screen }: HistoryRowProps) {
  const t = useTranslations("bench.history");
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  const { sampleId, text } = item.sample;
  return (
    <li ref={row} className={clsx("border-b border-line", isOpen && "bg-sunken")}>
      <button
        type="button"
        aria-expanded={isOpen}
        // The focus stays where it was, so that Enter goes on meaning save after a press of the mouse.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => screen.history.select(sampleId)}
        className="flex min-h-14 w-full items-center gap-3 px-5 py-2 text-start hover:bg-sunken"
      >
        <SampleThumb sample={item.sample} />
        <span className="min-w-0 flex-1">
          <span
            dir="auto"
            className={clsx("text-[0.9375rem] wrap-anywhere", isOpen ? "line-clamp-6" : "line-clamp-2")}
          >
            {text ?? t("image", { id: String(sampleId) })}
          </span>
          <span className="mt-0.5 block text-[0.8125rem] text-muted">
            <HistoryAnswer item={item} screen={screen} />
            {!item.isSent && ` · ${t("unsent")}`}
          </span>
        </span>
      </button>
      {isOpen && <HistoryEditor screen={screen} />}
    </li>
  );
}

function HistoryAnswer({ item, screen }: Pick<HistoryRowProps, "item" | "screen">) {
  const t = useTranslations("bench.history");
  const known = screen.state.labelClasses.filter(({ id }) => item.labelClassIds.includes(id));
  const archived = Array.from({ length: item.labelClassIds.length - known.length }, () => t("archived"));
  // In the order of the keys, whatever order they were pressed in and are kept in.
  const names = [...known.map(({ name }) => name), ...archived].join(", ");
  switch (item.action) {
    case "skip":
      return t("skipped");
    case "flag":
      return t("flagged", { note: item.note });
    case "accept":
      return t("has", { name: names });
    case "reject":
      return t("not", { name: names });
    case "label":
      return names || t("none");
  }
}
