"use client";

import clsx from "clsx";
import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from "react";

interface ModalProps {
  /** Ids of its heading and of what explains it. */
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly onClose: () => void;
  /** Where it stands, and how large it is. */
  readonly className: string;
  /** Whether the keys of the bench mean there what they mean on the bench. */
  readonly takesBenchKeys?: boolean;
  readonly children: ReactNode;
}

/**
 * The browser's own modal dialog: what is behind cannot be reached, Escape and a press outside close it, and the focus
 * returns to where it was. Open as long as it is rendered.
 */
export function Modal(props: ModalProps) {
  const { labelledBy, describedBy, onClose, className, takesBenchKeys, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Enter and Space then mean what they mean on the bench, and press no button that nobody went to.
    if (takesBenchKeys) element?.focus();
    return () => element?.close();
  }, [takesBenchKeys]);
  const closeFromOutside = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does it, by `onCancel`
    <dialog
      ref={dialog}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      tabIndex={takesBenchKeys ? -1 : undefined}
      data-bench-keys={takesBenchKeys || undefined}
      onCancel={(event) => {
        // A file chooser inside tells of being cancelled, too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => event.target === event.currentTarget && onClose()}
      onClick={closeFromOutside}
      className={clsx(
        // Whatever line of text its button stands in, it is a page of its own.
        "fixed overflow-hidden border-line bg-surface p-0 text-start text-[0.875rem] font-normal whitespace-normal text-ink shadow-card outline-none backdrop:bg-black/40",
        className,
      )}
    >
      {children}
    </dialog>
  );
}
