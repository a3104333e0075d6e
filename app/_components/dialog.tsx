"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { Modal } from "./modal";

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

/** A question or a table over the page, with a heading and a cross. */
export function Dialog({ open, ...props }: DialogProps) {
  return open && <OpenDialog {...props} />;
}

function OpenDialog({ onOpenChange, title, description, children }: Omit<DialogProps, "open">) {
  const t = useTranslations("common");
  const id = useId();
  const close = () => onOpenChange(false);
  return (
    <Modal
      labelledBy={`${id}title`}
      describedBy={description ? `${id}description` : undefined}
      onClose={close}
      className="m-auto max-h-[85dvh] w-[min(30rem,calc(100vw-2rem))] rounded-xl border"
    >
      <div className="max-h-[85dvh] overflow-y-auto overscroll-contain p-5">
        <div className="flex items-start justify-between gap-4">
          <h2 id={`${id}title`} className="text-base font-semibold wrap-anywhere">
            {title}
          </h2>
          <button
            type="button"
            onClick={close}
            aria-label={t("close")}
            className="-mt-1 -me-1 grid size-8 pointer-coarse:size-11 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
          >
            <X size={18} aria-hidden="true" />
          </button>
        </div>
        {description && (
          <p id={`${id}description`} className="mt-1 text-muted">
            {description}
          </p>
        )}
        <div className="mt-4">{children}</div>
      </div>
    </Modal>
  );
}
