import clsx from "clsx";
import type { ComponentProps } from "react";
import { Spinner } from "./spinner";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

const kinds: Record<ButtonKind, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong active:bg-accent-strong border-transparent",
  secondary: "bg-surface text-ink border-edge hover:bg-sunken active:bg-line",
  quiet: "bg-transparent text-muted border-transparent hover:bg-sunken hover:text-ink active:bg-line",
  danger: "bg-surface text-warn border-warn hover:bg-warn-soft active:bg-warn-soft",
};

const shape =
  "inline-flex items-center justify-center gap-2 rounded-lg border font-medium transition-colors select-none " +
  "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:opacity-55";

const sizes = {
  medium: "min-h-9 px-3.5 py-1.5 text-sm pointer-coarse:min-h-11",
  large: "min-h-11 px-5 py-2 text-[0.9375rem]",
};

export interface ButtonLook {
  readonly kind?: ButtonKind;
  readonly size?: keyof typeof sizes;
}

/** The classes of whatever looks like a button. */
export function buttonClass({ kind = "secondary", size = "medium" }: ButtonLook, more?: string): string {
  return clsx(shape, sizes[size], kinds[kind], more);
}

export interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** Shows a spinner and refuses presses; the width stays. */
  readonly busy?: boolean;
}

export function Button(props: ButtonProps) {
  const { kind, size, busy = false, className, children, disabled, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={buttonClass({ kind, size }, className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** A link to what the server sends as a file: no client routing. */
export function DownloadLink(props: ComponentProps<"a"> & ButtonLook) {
  const { kind, size, className, children, ...rest } = props;
  return (
    <a download {...rest} className={buttonClass({ kind, size }, className)}>
      {children}
    </a>
  );
}
