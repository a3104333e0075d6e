"use client";

import clsx from "clsx";
import Link from "next/link";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Estimate } from "@/lib/contracts/progress";
import type { Quality } from "@/lib/contracts/quality";
import { Breakable } from "../../../../_components/breakable";
import { Button } from "../../../../_components/button";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { IntervalBar } from "../../../../_components/interval-bar";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { classesCsv, classesWords, isUnmeasured, seekPath } from "./class-facts";

/** As many as are worth a look at first. */
const shownFirst = 5;

type ClassScore = Quality["perClass"][number];

interface ClassesCardProps {
  readonly projectId: string;
  readonly quality: Quality;
  readonly mayLabel: boolean;
}

/** Precision, recall and F1 of each class, the worst first, and what to label next for it. */
export function ClassesCard({ projectId, quality, mayLabel }: ClassesCardProps) {
  const t = useTranslations("quality");
  const [showsAll, setShowsAll] = useState(false);
  const rows = useMemo(() => classesCsv(quality), [quality]);
  const meaning = classesWords(quality, t, useFormat());
  const { perClass } = quality;
  const isLong = perClass.length > shownFirst;
  const shown = showsAll ? perClass : perClass.slice(0, shownFirst);
  const nameOf = new Map(quality.labelClasses.map(({ id, name }) => [id, name]));
  return (
    <Card
      title={t("classes.title")}
      aside={<CsvLink of={t("classes.title")} fileName="classes.csv" rows={rows} />}
    >
      <div className={clsx(showsAll && "max-h-[36rem] overflow-y-auto print:max-h-none")}>
        <Table caption={t("classes.title")} head={<Head />}>
          {shown.map((score) => (
            <ClassRow
              key={score.labelClassId}
              score={score}
              nameOf={nameOf}
              seekBelow={mayLabel ? `/projects/${projectId}` : null}
            />
          ))}
        </Table>
      </div>
      {isLong && (
        <Button className="mt-3 print:hidden" onClick={() => setShowsAll(!showsAll)}>
          {showsAll
            ? t("classes.fewer", { count: shownFirst })
            : t("classes.all", { count: perClass.length })}
        </Button>
      )}
      <p className="mt-3 text-[0.8125rem] wrap-anywhere text-muted">{meaning}</p>
    </Card>
  );
}

function Head() {
  const t = useTranslations("quality.classes");
  return (
    <>
      <HeadCell>{t("class")}</HeadCell>
      <HeadCell side="end">{t("f1")}</HeadCell>
      <HeadCell aria-hidden="true" className="w-36 max-md:hidden print:hidden" />
      <HeadCell side="end">{t("precision")}</HeadCell>
      <HeadCell side="end">{t("recall")}</HeadCell>
      <HeadCell side="end" className="print:whitespace-normal">
        {t("support")}
      </HeadCell>
      <HeadCell side="end" className="print:whitespace-normal">
        {t("labels")}
      </HeadCell>
      <HeadCell>{t("labelNext")}</HeadCell>
    </>
  );
}

interface ClassRowProps {
  readonly score: ClassScore;
  readonly nameOf: ReadonlyMap<string, string>;
  /** The project's path, or null for whoever may not label. */
  readonly seekBelow: string | null;
}

function ClassRow({ score, nameOf, seekBelow }: ClassRowProps) {
  const format = useFormat();
  const name = nameOf.get(score.labelClassId) ?? "";
  return (
    <tr className="align-top">
      <Cell className="min-w-32 print:min-w-20">
        <span
          dir="auto"
          className="line-clamp-2 max-w-[22rem] wrap-break-word print:line-clamp-none print:wrap-anywhere"
          title={name}
        >
          <Breakable text={name} />
        </span>
      </Cell>
      <Cell side="end">
        <Figure estimate={score.f1} isMain />
      </Cell>
      <Cell aria-hidden="true" className="pt-3! max-md:hidden print:hidden">
        {score.f1 && <IntervalBar estimate={score.f1} />}
      </Cell>
      <Cell side="end">
        <Figure estimate={score.precision} count={score.found} of={score.predicted} />
      </Cell>
      <Cell side="end">
        <Figure estimate={score.recall} count={score.found} of={score.support} />
      </Cell>
      <Cell side="end">{format.count(score.support)}</Cell>
      <Cell side="end">{format.count(score.trainingLabels)}</Cell>
      <Cell className="min-w-44 print:min-w-24">
        <LabelNext score={score} nameOf={nameOf} seekBelow={seekBelow} />
      </Cell>
    </tr>
  );
}

interface FigureProps {
  readonly estimate: Estimate | null;
  readonly isMain?: boolean;
  /** What it is a share of, where it is one: the counts tell where too few allow no figure. */
  readonly count?: number;
  readonly of?: number;
}

function Figure({ estimate, isMain = false, count = 0, of = 0 }: FigureProps) {
  const t = useTranslations("quality.classes");
  const format = useFormat();
  const counts = of > 0 && <span className="block text-xs text-muted">{t("counts", { count, of })}</span>;
  if (estimate === null) return counts || <span className="text-muted">–</span>;
  const { value, low, high } = estimate;
  return (
    <span className="inline-block whitespace-nowrap">
      <span className={clsx(isMain && "font-semibold")}>{format.decimals(value, 2)}</span>
      {low !== null && high !== null && (
        <span className="block text-xs text-muted">
          {format.decimals(low, 2)}–{format.decimals(high, 2)}
        </span>
      )}
      {counts}
    </span>
  );
}

/** In the messages. */
const labelNextKeys = {
  "seen never": "seenNever",
  "few labels": "fewLabels",
  confused: "confused",
  missed: "missed",
  "wrongly said": "wronglySaid",
} as const;

function LabelNext({ score, nameOf, seekBelow }: ClassRowProps) {
  const t = useTranslations("quality.labelNext");
  const { labelNext, labelClassId, confusedWith } = score;
  if (labelNext === null) {
    return <span className="text-muted">{t(isUnmeasured(score) ? "unmeasured" : "nothing")}</span>;
  }
  const kind = labelNextKeys[labelNext];
  return (
    <>
      <span className="block wrap-anywhere">
        {t(kind, {
          other: nameOf.get(confusedWith ?? "") ?? "",
          labels: score.trainingLabels,
          missed: score.support - score.found,
          support: score.support,
          wrong: score.predicted - score.found,
          predicted: score.predicted,
        })}
      </span>
      {seekBelow !== null && (
        <Link
          href={`${seekBelow}${seekPath(labelNext, labelClassId)}`}
          prefetch={false}
          aria-label={t(`${kind}LinkOf`, { name: nameOf.get(labelClassId) ?? "" })}
          className="text-accent underline underline-offset-2 print:hidden"
        >
          {t(`${kind}Link`)}
        </Link>
      )}
    </>
  );
}
