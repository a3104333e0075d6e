import { useTranslations } from "use-intl";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { mistakesOf } from "./confusion-facts";
import type { ConfusionProps } from "./confusion-matrix";
import { CountButton } from "./count-button";

/** Every mistake of every class, the most frequent first. */
export function MistakesTable({ confusion, labelClasses, onOpen }: ConfusionProps) {
  const t = useTranslations("quality.confusion");
  return (
    <div className="max-h-[30rem] overflow-y-auto print:max-h-none">
      <Table
        caption={t("mistakesCaption")}
        head={
          <>
            <HeadCell>{t("labeled")}</HeadCell>
            <HeadCell>{t("predicted")}</HeadCell>
            <HeadCell side="end">{t("samples")}</HeadCell>
          </>
        }
      >
        {mistakesOf(confusion).map(({ labeled, predicted, count }) => {
          const names = { labeled: labelClasses[labeled]!.name, predicted: labelClasses[predicted]!.name };
          return (
            <tr key={`${labeled} ${predicted}`}>
              <Cell dir="auto" className="min-w-24 wrap-anywhere">
                {names.labeled}
              </Cell>
              <Cell dir="auto" className="min-w-24 wrap-anywhere">
                {names.predicted}
              </Cell>
              <Cell side="end">
                <CountButton
                  count={count}
                  words={t("cell", { count, ...names })}
                  onOpen={() => onOpen(labeled, predicted)}
                />
              </Cell>
            </tr>
          );
        })}
      </Table>
    </div>
  );
}
