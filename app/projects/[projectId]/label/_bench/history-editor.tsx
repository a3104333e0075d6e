import clsx from "clsx";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { ClassMark } from "../../../../_components/class-mark";
import { ClassSearch } from "./class-search";
import { heardKeys } from "./heard-keys";
import { KeyCap } from "./key-cap";
import { SendSet } from "./send-set";
import type { BenchScreen } from "./use-bench-screen";

/** The answers that the opened decision can be changed to; their keys work, too. */
export function HistoryEditor({ screen }: { readonly screen: BenchScreen }) {
  const t = useTranslations("bench.history");
  const { history, state, classKeymap } = screen;
  const Answers = classKeymap.isLongList ? FoundAnswers : AllAnswers;
  return (
    <div className="px-5 pb-3">
      <p className="mb-1.5 text-[0.8125rem] text-muted">{t("change")}</p>
      <Answers screen={screen} />
      {state.task === "multi" && (
        <SendSet
          count={history.chosen.length}
          disabled={false}
          hasKey={screen.singleKeys}
          onSend={history.send}
        />
      )}
    </div>
  );
}

function AllAnswers({ screen }: { readonly screen: BenchScreen }) {
  const { history, state, classKeymap } = screen;
  const keys = heardKeys(classKeymap.labels, screen.singleKeys);
  return (
    <div className="flex flex-wrap gap-1.5">
      {state.labelClasses.map((labelClass) => {
        const isChosen = history.chosen.includes(labelClass.id);
        const digit = keys.get(labelClass.id)?.digit;
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
  );
}

/** Found by typing, as on the bench; what stands is said above the list, and brought into sight in it. */
function FoundAnswers({ screen }: { readonly screen: BenchScreen }) {
  const { history, state, classKeymap, searchField: benchField } = screen;
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    box.current?.querySelector("[data-chosen]")?.scrollIntoView({ block: "nearest" });
  }, []);
  // Letters that are typed meanwhile are for this list; the bench's own cannot be reached.
  useEffect(() => {
    const behind = benchField.current;
    benchField.current = field.current;
    return () => {
      benchField.current = behind;
    };
  }, [benchField]);
  return (
    <div
      ref={box}
      className="flex h-[min(20rem,55dvh)] flex-col rounded-xl border border-line bg-surface p-1.5"
    >
      <ClassSearch
        labelClasses={state.labelClasses}
        keys={heardKeys(classKeymap.labels, screen.singleKeys)}
        findKey={screen.singleKeys ? classKeymap.commands.search[0] : undefined}
        disabled={false}
        chosen={state.labelClasses.filter(({ id }) => history.chosen.includes(id))}
        mayChooseMany={state.task === "multi"}
        shareOf={() => null}
        field={field}
        onChoose={(labelClass) => {
          history.choose(labelClass);
          return true;
        }}
        onPoint={() => undefined}
      />
    </div>
  );
}
