"use client";

import { useTranslations } from "use-intl";
import { Breakable } from "../../../../_components/breakable";
import { useFormat } from "../../../../_components/use-format";
import type { LegendEntry } from "./colouring";

interface LegendProps {
  readonly entries: readonly LegendEntry[];
  readonly nameOf: (group: LegendEntry["group"]) => string;
  readonly highlighted: number | null;
  readonly onHighlight: (entry: number | null) => void;
  /** Chooses all points of the entry. */
  readonly onChoose: (entry: number) => void;
}

/** What the colours mean and how many points have each; a press lets one stand out, another button chooses its points. */
export function Legend({ entries, nameOf, highlighted, onHighlight, onChoose }: LegendProps) {
  const t = useTranslations("map");
  const format = useFormat();
  return (
    <ul className="grid grid-cols-1 gap-0.5" aria-label={t("legend")}>
      {entries.map(({ group, letter, color, count }, entry) => {
        if (group.kind === "none" && count === 0) return null;
        const name = nameOf(group);
        return (
          <li key={color + name} className="flex items-center gap-1">
            <button
              type="button"
              data-prints
              aria-pressed={highlighted === entry}
              onClick={() => onHighlight(highlighted === entry ? null : entry)}
              className="flex min-h-8 min-w-0 grow items-center gap-2 rounded-md px-1.5 py-1 text-start hover:bg-sunken aria-pressed:bg-accent-soft pointer-coarse:min-h-11"
            >
              <span
                aria-hidden="true"
                className="size-3 shrink-0 rounded-full forced-color-adjust-none [print-color-adjust:exact]"
                style={{ background: `var(${color})` }}
              />
              {letter !== null && <span className="w-4 shrink-0 font-semibold">{letter}</span>}
              <bdi className="line-clamp-3 min-w-0 grow wrap-anywhere" title={name}>
                <Breakable text={name} />
              </bdi>
              <span className="text-muted">{format.count(count)}</span>
            </button>
            <button
              type="button"
              disabled={count === 0}
              aria-label={t("chooseGroup", { name })}
              onClick={() => onChoose(entry)}
              className="min-h-8 rounded-md px-2 py-1 text-[0.8125rem] text-muted hover:bg-sunken hover:text-ink disabled:opacity-55 pointer-coarse:min-h-11 print:hidden"
            >
              {t("choose")}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
