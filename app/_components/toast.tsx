"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";

interface Message {
  readonly id: number;
  readonly text: string;
}

/** Longer while the pointer rests on it. */
const shownMs = 5_000;

const ToastContext = createContext<(text: string) => void>(() => {});

/** Tells, for a few seconds, that something was done. Errors belong beside what failed, not here. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}

export function ToastRegion({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const show = useCallback((text: string) => {
    setMessages((shown) => [...shown, { id: (shown.at(-1)?.id ?? 0) + 1, text }]);
  }, []);
  const remove = useCallback((id: number) => {
    setMessages((shown) => shown.filter((other) => other.id !== id));
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <div
        role="status"
        className="fixed end-4 bottom-4 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 empty:hidden"
      >
        {messages.map(({ id, text }) => (
          <Toast key={id} id={id} text={text} onEnd={remove} />
        ))}
      </div>
    </ToastContext>
  );
}

function Toast({ id, text, onEnd }: Message & { readonly onEnd: (id: number) => void }) {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => onEnd(id), shownMs);
    return () => clearTimeout(timer);
  }, [isHeld, id, onEnd]);
  return (
    <p
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card wrap-anywhere"
    >
      {text}
    </p>
  );
}
