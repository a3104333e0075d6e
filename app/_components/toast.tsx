"use client";

import { Toast as Primitive } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { useTranslations } from "use-intl";

interface Message {
  readonly id: number;
  readonly text: string;
}

const ToastContext = createContext<(text: string) => void>(() => {});

/** Tells, for a few seconds, that something was done. Errors belong beside what failed, not here. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}

export function ToastRegion({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("common");
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const show = useCallback((text: string) => {
    setMessages((shown) => [...shown, { id: (shown.at(-1)?.id ?? 0) + 1, text }]);
  }, []);
  return (
    <ToastContext value={show}>
      <Primitive.Provider duration={5000} label={t("message")}>
        {children}
        {messages.map((message) => (
          <Primitive.Root
            key={message.id}
            onOpenChange={(open) => {
              if (!open) setMessages((shown) => shown.filter((other) => other.id !== message.id));
            }}
            className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
          >
            <Primitive.Description className="wrap-anywhere">{message.text}</Primitive.Description>
          </Primitive.Root>
        ))}
        <Primitive.Viewport
          label={t("messages", { hotkey: "{hotkey}" })}
          className="fixed end-4 bottom-4 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2"
        />
      </Primitive.Provider>
    </ToastContext>
  );
}
