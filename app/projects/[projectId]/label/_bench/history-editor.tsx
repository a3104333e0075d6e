import clsx from "clsx";
import { useTranslations } from "use-intl";
import { ClassMark } from "../../../../_components/class-mark";
import { KeyCap } from "./key-cap";
import { SendSet } from "./send-set";
import type { BenchScreen } from "./use-bench-screen";

/** The answers that the opened decision can be changed to; their keys work, too. */
export function HistoryEditor({ screen }: { readonly screen: BenchScreen }) {
  const t = useTranslations("bench.history");
  const { history, state, classKeymap } = screen;
  return (
    <div className="px-5 pb-3">
      <p className="mb-1.5 text-[0.8125rem] text-muted">{t("change")}</p>
      <div className="flex max-h-52 flex-wrap gap-1.5 overflow-y-auto">
        {state.labelClasses.map((labelClass) => {
          const isChosen = history.chosen.includes(labelClass.id);
          const digit = classKeymap.labels.get(labelClass.id)?.digit;
          return (
            <button
              key={labelClass.id}
              type="button"
              aria-pressed={isChosen}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => history.choose(labelClass)}
              className={clsx(
                "inline-flex min-h-9 max-w-full items-center gap-2 rounded-lg border px-2.5 py-1 text-start text-sm font-medium pointer-coarse:min-h-11",
                isChosen ? "border-accent bg-accent-soft" : "border-edge bg-surface hover:bg-bg",
              )}
            >
              {digit && <KeyCap className="max-sm:hidden">{digit}</KeyCap>}
              <ClassMark position={labelClass.position} />
              <span dir="auto" className="min-w-0 wrap-anywhere">
                {labelClass.name}
              </span>
              {isChosen && <span aria-hidden="true">✓</span>}
            </button>
          );
        })}
      </div>
      {state.task === "multi" && (
        <SendSet count={history.chosen.length} disabled={false} onSend={history.send} />
      )}
    </div>
  );
}
