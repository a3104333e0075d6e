import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/quality";
import { ClassName } from "./class-name";
import { type Confusion, classesShown } from "./confusion-facts";
import { CountCell } from "./count-cell";

export interface ConfusionProps {
  readonly confusion: Confusion;
  readonly labelClasses: Quality["labelClasses"];
  readonly describedBy: string;
  /** By the indices of the classes. */
  readonly onOpen: (labeled: number, predicted: number) => void;
}

/** Columns are as wide as each other: as narrow as a word may be, and no wider than numbers need. */
function widthsOf(columns: number): CSSProperties {
  return {
    "--names": "7rem",
    "--least": `calc(7rem + ${4.25 * columns}rem)`,
    "--most": `calc(11rem + ${8 * columns}rem)`,
  } as CSSProperties;
}

/** Truth by row, what the model takes it for by column; the share of its row colours a cell. */
export function ConfusionMatrix({ confusion, labelClasses, describedBy, onOpen }: ConfusionProps) {
  const t = useTranslations("quality.confusion");
  const shown = classesShown(confusion);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="-mx-1 overflow-x-auto px-1 pb-1" aria-label={t("title")} tabIndex={0}>
      <table
        className="w-full table-fixed border-separate border-spacing-0.5 min-w-(--least) max-w-(--most) print:min-w-0"
        style={widthsOf(shown.length)}
        aria-describedby={describedBy}
      >
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="align-bottom text-xs text-muted">
            <th
              scope="col"
              className="sticky start-0 w-(--names) bg-surface pe-2 pb-1 text-end font-normal sm:w-44"
            >
              {t("axes")}
            </th>
            {shown.map((column) => (
              <th key={column} scope="col" className="px-1 pb-1 text-center font-normal">
                <ClassName name={labelClasses[column]!.name} lines={4} className="mx-auto wrap-break-word" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((labeled) => {
            const total = confusion[labeled]!.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={labeled}>
                <th scope="row" className="sticky start-0 bg-surface pe-2 text-end font-normal">
                  <ClassName name={labelClasses[labeled]!.name} className="ms-auto wrap-break-word" />
                </th>
                {shown.map((predicted) => (
                  <CountCell
                    key={predicted}
                    count={confusion[labeled]![predicted]!}
                    share={total === 0 ? 0 : confusion[labeled]![predicted]! / total}
                    isRight={labeled === predicted}
                    words={t("cell", {
                      count: confusion[labeled]![predicted]!,
                      labeled: labelClasses[labeled]!.name,
                      predicted: labelClasses[predicted]!.name,
                    })}
                    onOpen={() => onOpen(labeled, predicted)}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
