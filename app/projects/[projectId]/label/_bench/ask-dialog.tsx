"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { ClassMark } from "../../../../_components/class-mark";
import { Dialog } from "../../../../_components/dialog";
import { focusAtOnce } from "../../../../_components/focus-at-once";
import type { LabelClass } from "./keymap";
import { searchClasses } from "./search-classes";

interface AskDialogProps {
  readonly task: BenchState["task"];
  readonly labelClasses: readonly LabelClass[];
  readonly onAsk: (labelClass: LabelClass) => void;
  readonly onClose: () => void;
}

/** Chooses the class of "is it this class?". */
export function AskDialog({ task, labelClasses, onAsk, onClose }: AskDialogProps) {
  const t = useTranslations("bench");
  const [typed, setTyped] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={t("binary.chooseTitle")}
      description={t(`binary.chooseHint.${task}`)}
    >
      <input
        ref={focusAtOnce}
        aria-label={t("labels.find")}
        placeholder={t("labels.find")}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="h-11 w-full rounded-lg border border-edge bg-surface px-3 text-[0.9375rem] placeholder:text-muted"
      />
      <ul className="mt-2 grid max-h-72 gap-0.5 overflow-y-auto">
        {searchClasses(labelClasses, typed).map((labelClass) => (
          <li key={labelClass.id}>
            <button
              type="button"
              onClick={() => {
                onAsk(labelClass);
                onClose();
              }}
              className="flex min-h-11 w-full items-center gap-3 rounded-lg px-3 text-start font-medium hover:bg-sunken"
            >
              <ClassMark position={labelClass.position} />
              <span dir="auto" className="min-w-0 wrap-anywhere">
                {labelClass.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
