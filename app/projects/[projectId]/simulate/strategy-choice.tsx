import { useId } from "react";
import { useTranslations } from "use-intl";
import { strategyName, strategyText } from "../_engine/engine-words";

const mostChosen = 4;

interface StrategyChoiceProps {
  /** Ids. */
  readonly offered: readonly string[];
  readonly value: readonly string[];
  readonly error: string | null;
  readonly onChange: (strategies: readonly string[]) => void;
}

/** Up to four strategies; random labeling is simulated beside them. */
export function StrategyChoice({ offered, value, error, onChange }: StrategyChoiceProps) {
  const t = useTranslations("simulate.strategies");
  const engine = useTranslations("engine");
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}>
      <legend className="mb-1.5 text-sm font-medium">{t("legend")}</legend>
      <div className="grid max-h-80 grid-cols-1 gap-x-3 overflow-y-auto rounded-lg border border-edge px-3.5 py-2">
        {offered.map((strategy) => {
          const isChosen = value.includes(strategy);
          return (
            <label key={strategy} className="flex gap-2.5 py-1.5 pointer-coarse:min-h-11">
              <input
                type="checkbox"
                checked={isChosen}
                disabled={!isChosen && value.length >= mostChosen}
                onChange={() =>
                  onChange(isChosen ? value.filter((other) => other !== strategy) : [...value, strategy])
                }
                className="mt-0.5 size-4 shrink-0 accent-accent"
              />
              <span className="min-w-0">
                <span className="block font-medium">{strategyName(strategy, engine)}</span>
                <span className="block text-[0.8125rem] text-muted">{strategyText(strategy, engine)}</span>
              </span>
            </label>
          );
        })}
      </div>
      <p id={`${id}-hint`} className="mt-1.5 text-[0.8125rem] text-muted">
        {t("hint")}
      </p>
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-[0.8125rem] font-medium text-warn">
          {error}
        </p>
      )}
    </fieldset>
  );
}
