import clsx from "clsx";
import Link from "next/link";
import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from "react";
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

const sizes = { medium: "min-h-9 px-3.5 py-1.5 text-sm", large: "min-h-11 px-5 py-2 text-[0.9375rem]" };

interface Look {
  readonly kind?: ButtonKind;
  readonly size?: keyof typeof sizes;
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** Shows a spinner and refuses presses; the width stays. */
  readonly busy?: boolean;
}

export function Button(props: ButtonProps) {
  const { kind = "secondary", size = "medium", busy = false, className, children, disabled, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={clsx(shape, sizes[size], kinds[kind], className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** A link that looks like a button; for downloads give `download`. */
export function ButtonLink(props: ComponentProps<typeof Link> & Look & { readonly children: ReactNode }) {
  const { kind = "secondary", size = "medium", className, ...rest } = props;
  return <Link {...rest} className={clsx(shape, sizes[size], kinds[kind], className)} />;
}

/** The same for what the server sends as a file: no client routing. */
export function DownloadLink(props: ComponentProps<"a"> & Look) {
  const { kind = "secondary", size = "medium", className, children, ...rest } = props;
  return (
    <a download {...rest} className={clsx(shape, sizes[size], kinds[kind], className)}>
      {children}
    </a>
  );
}
