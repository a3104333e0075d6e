import { useTranslations } from "use-intl";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { CountButton } from "./count-button";
import { countOf, outcomes } from "./outcome-facts";
import type { OutcomesProps } from "./outcomes-chart";

/** All four counts of every class, the worst first. */
export function OutcomesTable({ classes, onOpen }: OutcomesProps) {
  const t = useTranslations("quality.outcomes");
  const format = useFormat();
  return (
    <div className="max-h-[30rem] overflow-y-auto print:max-h-none">
      <Table
        caption={t("title")}
        head={
          <>
            <HeadCell>{t("class")}</HeadCell>
            {outcomes.map((outcome) => (
              <HeadCell key={outcome} side="end">
                {t(outcome)}
              </HeadCell>
            ))}
            <HeadCell side="end">{t("trueNegative")}</HeadCell>
          </>
        }
      >
        {classes.map((of) => (
          <tr key={of.labelClass.id}>
            <Cell dir="auto" className="min-w-24 wrap-anywhere">
              {of.labelClass.name}
            </Cell>
            {outcomes.map((outcome) => {
              const count = of[countOf[outcome]];
              const words = t(`${outcome}Count`, { count, name: of.labelClass.name });
              return (
                <Cell key={outcome} side="end">
                  {count === 0 ? (
                    <span className="px-2.5 text-muted">{format.count(0)}</span>
                  ) : (
                    <CountButton count={count} words={words} onOpen={() => onOpen(of, outcome)} />
                  )}
                </Cell>
              );
            })}
            <Cell side="end">{format.count(of.trueNegatives)}</Cell>
          </tr>
        ))}
      </Table>
    </div>
  );
}
