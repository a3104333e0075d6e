"use client";

import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useEffect, useId } from "react";
import { useTranslations } from "use-intl";
import { LanguageSelect } from "../../../../_components/language-select";
import { SignOutButton } from "../../../../_components/sign-out-button";
import { ThemeSwitch } from "../../../../_components/theme-switch";
import { useSwipes } from "./swipe-switch";
import { adoptTextSize, clampTextSize, textSizes, useTextSize } from "./text-size";
import { useUserSettings } from "./use-user-settings";

/** How the bench looks, behind one button: text size, colours, swipes; and the ways out. */
export function DisplayMenu({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("bench.display");
  const id = useId();
  const [swipes, setSwipes] = useSwipes();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        title={t("title")}
        aria-label={t("title")}
        className="grid size-9 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink active:bg-line pointer-coarse:size-11"
      >
        <SlidersHorizontal size={17} aria-hidden="true" />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t("title")}
        // Below the bar and under its button: whether all is saved stays in sight.
        className="fixed inset-auto end-4 top-[calc(5.5rem+env(safe-area-inset-top))] m-0 max-h-[calc(100dvh-6rem)] w-72 overflow-y-auto max-w-[calc(100vw-1.5rem)] rounded-xl border border-line bg-surface p-3 text-ink shadow-card sm:end-[max(1.5rem,calc((100vw-80rem)/2+1.5rem))]"
      >
        {children}
        <TextSizeRow />
        <Row name={t("colors")}>
          <ThemeSwitch />
        </Row>
        <label className="flex min-h-11 items-center justify-between gap-3 ps-1 pe-2.5">
          {t("swipes")}
          <input
            type="checkbox"
            checked={swipes}
            onChange={(event) => setSwipes(event.target.checked)}
            className="size-5 accent-accent"
          />
        </label>
        <Row name={t("language")}>
          <LanguageSelect isSignedIn />
        </Row>
        <Row name={t("account")}>
          <SignOutButton />
        </Row>
      </div>
    </>
  );
}

function TextSizeRow() {
  const t = useTranslations("bench.display");
  const [size, setSize] = useOwnTextSize();
  return (
    <Row name={t("textSize")}>
      <div className="flex items-center gap-1">
        <SizeButton
          name={t("smaller")}
          isOff={size <= textSizes.smallest}
          onPress={() => setSize(size - textSizes.step)}
        >
          <span className="text-[0.8125rem]">A−</span>
        </SizeButton>
        <output className="w-12 text-center text-[0.8125rem] text-muted">{t("pixels", { size })}</output>
        <SizeButton
          name={t("larger")}
          isOff={size >= textSizes.largest}
          onPress={() => setSize(size + textSizes.step)}
        >
          <span className="text-lg">A+</span>
        </SizeButton>
      </div>
    </Row>
  );
}

/** This browser's size, kept in the account as well. */
function useOwnTextSize(): [number, (size: number) => void] {
  const [settings, changeSettings] = useUserSettings();
  const [size, setSize] = useTextSize();
  useEffect(() => adoptTextSize(settings.textSize), [settings.textSize]);
  return [
    size,
    (next) => {
      setSize(next);
      changeSettings({ textSize: clampTextSize(next) });
    },
  ];
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center justify-between gap-3 ps-1">
      <span>{name}</span>
      {children}
    </div>
  );
}

interface SizeButtonProps {
  readonly name: string;
  readonly isOff: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function SizeButton({ name, isOff, onPress, children }: SizeButtonProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-disabled={isOff || undefined}
      onClick={() => isOff || onPress()}
      className="grid size-9 place-items-center rounded-md border border-edge font-medium hover:bg-sunken active:bg-line aria-disabled:text-muted aria-disabled:hover:bg-transparent pointer-coarse:size-11"
    >
      {children}
    </button>
  );
}
