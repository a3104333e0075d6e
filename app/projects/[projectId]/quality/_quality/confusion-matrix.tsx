import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/progress";
import { useFormat } from "../../../../_components/use-format";
import { type Confusion, classesShown } from "./confusion-facts";

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
                <ClassName name={labelClasses[column]!.name} className="mx-auto max-w-24" />
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
                  <ClassName name={labelClasses[labeled]!.name} className="ms-auto max-w-44" />
                </th>
                {shown.map((predicted) => (
                  <MatrixCell
                    key={predicted}
                    count={confusion[labeled]![predicted]!}
                    share={total === 0 ? 0 : confusion[labeled]![predicted]! / total}
                    isRight={labeled === predicted}
                    names={{ labeled: labelClasses[labeled]!.name, predicted: labelClasses[predicted]!.name }}
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

function ClassName({ name, className }: { readonly name: string; readonly className: string }) {
  return (
    <span dir="auto" title={name} className={`line-clamp-2 wrap-break-word ${className}`}>
      {name}
    </span>
  );
}

interface MatrixCellProps {
  readonly count: number;
  /** Of its row, 0..1. */
  readonly share: number;
  readonly isRight: boolean;
  readonly names: { readonly labeled: string; readonly predicted: string };
  readonly onOpen: () => void;
}

/** The least colour that can be seen at all, and the most, in percent. */
const [faintest, fullest] = [60, 100];

function MatrixCell({ count, share, isRight, names, onOpen }: MatrixCellProps) {
  const t = useTranslations("quality.confusion");
  const format = useFormat();
  const size = "h-9 rounded-md text-center pointer-coarse:h-11";
  if (count === 0) {
    return <td className={`${size} text-muted`}>{format.count(0)}</td>;
  }
  const tone = isRight ? "var(--accent-soft)" : "var(--wheat-soft)";
  const strength = faintest + (fullest - faintest) * share;
  return (
    <td className="p-0">
      <button
        type="button"
        data-prints
        onClick={onOpen}
        aria-label={t("cell", { count, ...names })}
        className={`${size} w-full border border-transparent font-medium [print-color-adjust:exact] hover:border-edge`}
        style={{ background: `color-mix(in srgb, ${tone} ${strength}%, var(--surface))` }}
      >
        {format.count(count)}
      </button>
    </td>
  );
}
