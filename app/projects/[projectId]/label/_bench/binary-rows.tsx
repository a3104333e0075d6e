import { Check, X } from "lucide-react";
import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { KeyCap } from "./key-cap";
import type { ClassKeys, LabelClass } from "./keymap";

interface BinaryRowsProps {
  readonly asked: LabelClass;
  readonly task: BenchState["task"];
  readonly keys: ReadonlyMap<string, ClassKeys>;
  readonly disabled: boolean;
  readonly onAnswer: (isYes: boolean) => boolean;
}

/** "Is it this class?", or one of its classes, with the two answers. */
export function BinaryRows({ asked, task, keys, disabled, onAnswer }: BinaryRowsProps) {
  const t = useTranslations("bench.binary");
  return (
    <>
      <h2 dir="auto" className="px-3 pt-1 pb-2 font-semibold wrap-anywhere">
        {t(`question.${task}`, { name: asked.name })}
      </h2>
      <div className="grid grid-cols-2 gap-0.5 md:grid-cols-1">
        {(["yes", "no"] as const).map((answer) => {
          const { digit, letter } = keys.get(answer) ?? { digit: null, letter: null };
          const Icon = answer === "yes" ? Check : X;
          return (
            <button
              key={answer}
              type="button"
              aria-disabled={disabled || undefined}
              aria-keyshortcuts={[digit, letter?.toUpperCase()].filter(Boolean).join(" ") || undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => !disabled && onAnswer(answer === "yes")}
              className="flex min-h-13 w-full items-center gap-3 rounded-lg px-3 text-start transition-colors hover:bg-sunken active:bg-accent-soft"
            >
              {digit && <KeyCap className="pointer-coarse:hidden">{digit}</KeyCap>}
              <Icon size={16} aria-hidden="true" className="shrink-0 text-muted" />
              <span className="min-w-0 flex-1 font-medium">{t(answer)}</span>
              {letter && <KeyCap className="max-md:hidden">{letter.toUpperCase()}</KeyCap>}
            </button>
          );
        })}
      </div>
    </>
  );
}
