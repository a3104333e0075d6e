import clsx from "clsx";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Outcome } from "@/lib/contracts/quality";
import { Button } from "../../../../_components/button";
import { ClassName } from "./class-name";
import { CountCell } from "./count-cell";
import { type ClassOutcomes, countOf, outcomes } from "./outcome-facts";

export interface OutcomesProps {
  /** The worst first. */
  readonly classes: readonly ClassOutcomes[];
  readonly describedBy: string;
  readonly onOpen: (of: ClassOutcomes, outcome: Outcome) => void;
}

/** As many as are worth a look at first. */
const shownFirst = 5;

/** A class a row; its share of what was said of the class, or should have been, colours a count. */
export function OutcomesChart({ classes, describedBy, onOpen }: OutcomesProps) {
  const t = useTranslations("quality.outcomes");
  const [showsAll, setShowsAll] = useState(false);
  return (
    <>
      <div className={clsx(showsAll && "max-h-[30rem] overflow-y-auto print:max-h-none")}>
        <Rows
          classes={showsAll ? classes : classes.slice(0, shownFirst)}
          describedBy={describedBy}
          onOpen={onOpen}
        />
      </div>
      {classes.length > shownFirst && (
        <Button className="mt-3 print:hidden" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t("fewer", { count: shownFirst }) : t("all", { count: classes.length })}
        </Button>
      )}
    </>
  );
}

function Rows({ classes, describedBy, onOpen }: OutcomesProps) {
  const t = useTranslations("quality.outcomes");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="-mx-1 overflow-x-auto px-1 pb-1" aria-label={t("title")} tabIndex={0}>
      <table className="w-full border-separate border-spacing-0.5" aria-describedby={describedBy}>
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="align-bottom text-xs text-muted">
            <th scope="col" className="pe-2 pb-1 text-start font-normal">
              {t("class")}
            </th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col" className="w-1/5 min-w-16 px-1 pb-1 text-center font-normal">
                {t(outcome)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((of) => (
            <ClassRow key={of.labelClass.id} of={of} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ClassRowProps extends Pick<OutcomesProps, "onOpen"> {
  readonly of: ClassOutcomes;
}

function ClassRow({ of, onOpen }: ClassRowProps) {
  const t = useTranslations("quality.outcomes");
  const { name } = of.labelClass;
  const total = outcomes.reduce((sum, outcome) => sum + of[countOf[outcome]], 0);
  return (
    <tr>
      <th scope="row" className="min-w-20 pe-2 text-start font-normal">
        <ClassName name={name} className="max-w-64 wrap-break-word" />
      </th>
      {outcomes.map((outcome) => {
        const count = of[countOf[outcome]];
        return (
          <CountCell
            key={outcome}
            count={count}
            share={count / Math.max(1, total)}
            isRight={outcome === "truePositive"}
            words={t(`${outcome}Count`, { count, name })}
            onOpen={() => onOpen(of, outcome)}
          />
        );
      })}
    </tr>
  );
}
