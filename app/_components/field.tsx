import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";

/** What the control inside a field must carry to be named and described. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly className: string;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly optional?: boolean;
  readonly children: (control: FieldControl) => ReactNode;
}

const controlLook =
  "w-full rounded-lg border bg-surface px-3 py-2 text-[0.9375rem] text-ink placeholder:text-muted " +
  "hover:border-ink/60 disabled:opacity-55 pointer-coarse:min-h-11";

/** A labelled control with its hint, and its error in words right below. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const t = useTranslations("common");
  const id = useId();
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
        {optional && <span className="ms-1.5 font-normal text-muted">{t("optional")}</span>}
      </label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
        className: clsx(controlLook, error ? "border-warn" : "border-edge"),
      })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-[0.8125rem] text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-[0.8125rem] font-medium text-warn">
          {error}
        </p>
      )}
    </div>
  );
}
