"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { ClassMark } from "../../../../_components/class-mark";
import { Dialog } from "../../../../_components/dialog";
import { focusAtOnce } from "../../../../_components/focus-at-once";
import type { LabelClass } from "./keymap";
import { useClassSearch } from "./use-class-search";

interface AskDialogProps {
  readonly task: BenchState["task"];
  readonly labelClasses: readonly LabelClass[];
  readonly onAsk: (labelClass: LabelClass) => void;
  readonly onClose: () => void;
}

/** Chooses the class of "is it this class?". */
export function AskDialog({ task, labelClasses, onAsk, onClose }: AskDialogProps) {
  const t = useTranslations("bench");
  const choose = (labelClass: LabelClass) => {
    onAsk(labelClass);
    onClose();
  };
  const search = useClassSearch({ labelClasses, marksAtOnce: true, onChoose: choose });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={t("binary.chooseTitle")}
      description={t(`binary.chooseHint.${task}`)}
    >
      <input
        {...search.field}
        ref={focusAtOnce}
        aria-label={t("labels.find")}
        placeholder={t("labels.find")}
        onChange={(event) => search.type(event.target.value)}
        className="h-11 w-full rounded-lg border border-edge bg-surface px-3 text-[0.9375rem] placeholder:text-muted"
      />
      <div
        id={search.listId}
        role="listbox"
        aria-label={t("labels.title")}
        tabIndex={-1}
        className="mt-2 grid max-h-72 gap-0.5 overflow-y-auto scroll-shade"
      >
        {search.found.map((labelClass) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={labelClass.id}
            id={search.optionId(labelClass)}
            role="option"
            aria-selected={labelClass === search.markedClass}
            onClick={() => choose(labelClass)}
            className={clsx(
              "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border-s-4 px-3 font-medium hover:bg-sunken",
              labelClass === search.markedClass ? "border-accent bg-accent-soft" : "border-transparent",
            )}
          >
            <ClassMark position={labelClass.position} />
            <span dir="auto" className="min-w-0 wrap-anywhere">
              {labelClass.name}
            </span>
          </div>
        ))}
      </div>
      {search.found.length === 0 && (
        <p role="status" className="p-3 text-muted">
          {t("labels.notFound", { typed: search.typed })}
        </p>
      )}
    </Dialog>
  );
}
