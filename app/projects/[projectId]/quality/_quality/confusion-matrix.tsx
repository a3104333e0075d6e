import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/progress";
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

/** Truth by row, what the model takes it for by column; the share of its row colours a cell. */
export function ConfusionMatrix({ confusion, labelClasses, describedBy, onOpen }: ConfusionProps) {
  const t = useTranslations("quality.confusion");
  const shown = classesShown(confusion);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="-mx-1 overflow-x-auto px-1 pb-1" aria-label={t("title")} tabIndex={0}>
      <table className="border-separate border-spacing-0.5" aria-describedby={describedBy}>
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="align-bottom text-xs text-muted">
            <th scope="col" className="pe-2 pb-1 text-end font-normal">
              {t("axes")}
            </th>
            {shown.map((column) => (
              <th key={column} scope="col" className="min-w-16 px-1 pb-1 text-center font-normal">
                <ClassName name={labelClasses[column]!.name} className="mx-auto max-w-24 wrap-break-word" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((labeled) => {
            const total = confusion[labeled]!.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={labeled}>
                <th scope="row" className="min-w-20 pe-2 text-end font-normal">
                  <ClassName
                    name={labelClasses[labeled]!.name}
                    className="ms-auto max-w-44 wrap-break-word"
                  />
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
