"use client";

import { type ComponentProps, memo, useMemo } from "react";
import { useTranslations } from "use-intl";
import { mapClassesOf, mapSlots, noSlot } from "@/lib/contracts/map";
import { Breakable } from "../../../../_components/breakable";
import { Card } from "../../../../_components/card";
import type { CsvValue } from "../../../../_components/csv";
import { CsvButton } from "../../../../_components/csv-link";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import type { Chosen } from "./choose-points";
import { GroupTable } from "./group-table";
import { countByClass, uncertaintyOf } from "./map-facts";
import { useClassNames } from "./use-class-names";
import type { MapData } from "./use-map-data";

/** Chosen samples that the table shows; the file has all. */
const mostRows = 20;

interface ChosenProps {
  readonly data: MapData;
  readonly chosen: Chosen;
}

/** The numbers behind the map: of each chosen sample, or of each class or colour while none is chosen. */
export const TableCard = memo(
  ({ data, chosen, ...groups }: ChosenProps & ComponentProps<typeof GroupTable>) => {
    if (chosen.length > 0) return <ChosenTable data={data} chosen={chosen} />;
    const isByClass = groups.colouring === "label" || groups.colouring === "prediction";
    return isByClass ? <ClassTable data={data} /> : <GroupTable {...groups} />;
  },
);

function ClassTable({ data: { header, points } }: { readonly data: MapData }) {
  const t = useTranslations("map.table");
  const format = useFormat();
  const counts = useMemo(() => countByClass(header, points), [header, points]);
  const rows = () => [
    ["class", "labeled", "predicted", "meanUncertainty"],
    ...counts.map(({ name, labeled, predicted, uncertainty }) => [name, labeled, predicted, uncertainty]),
  ];
  return (
    <Card title={t("byClass")} aside={<CsvButton of={t("byClass")} fileName="map-classes.csv" rows={rows} />}>
      {counts.length === 0 ? (
        <p className="text-muted">{t("noClasses")}</p>
      ) : (
        <div className="-mx-1 max-h-[34rem] overflow-y-auto px-1 print:max-h-none">
          <Table
            caption={t("byClass")}
            head={
              <>
                <HeadCell>{t("class")}</HeadCell>
                <HeadCell side="end">{t("labeled")}</HeadCell>
                <HeadCell side="end">{t("predicted")}</HeadCell>
                <HeadCell side="end">{t("meanUncertainty")}</HeadCell>
              </>
            }
          >
            {counts.map(({ index, name, labeled, predicted, uncertainty }) => (
              <tr key={index}>
                <Cell className="min-w-24 wrap-break-word">
                  <bdi>
                    <Breakable text={name} />
                  </bdi>
                </Cell>
                <Cell side="end">{format.count(labeled)}</Cell>
                <Cell side="end">{format.count(predicted)}</Cell>
                <Cell side="end">{uncertainty === null ? t("none") : format.wholePercent(uncertainty)}</Cell>
              </tr>
            ))}
          </Table>
        </div>
      )}
    </Card>
  );
}

function ChosenTable({ data: { header, points }, chosen }: ChosenProps) {
  const t = useTranslations("map");
  const format = useFormat();
  const nameOf = useClassNames(header);
  const csvName = (value: number): string | null =>
    mapClassesOf(header, value)
      ?.map((index) => header.classes[index]!.name)
      .join("|") ?? null;
  const slotOf = (point: number) => (points.slots[point] === noSlot ? null : mapSlots[points.slots[point]!]!);
  const rows = () => [
    ["sample", "label", "prediction", "uncertainty", "slot", "x", "y"],
    ...Array.from(chosen, (point): CsvValue[] => [
      points.sampleIds[point]!,
      csvName(points.labels[point]!),
      csvName(points.predictions[point]!),
      uncertaintyOf(points, point),
      slotOf(point),
      points.x[point]!,
      points.y[point]!,
    ]),
  ];
  const title = t("table.chosen", { count: chosen.length });
  return (
    <Card title={title} aside={<CsvButton of={title} fileName="map-selection.csv" rows={rows} />}>
      <Table
        caption={title}
        head={
          <>
            <HeadCell>{t("table.sample")}</HeadCell>
            <HeadCell>{t("table.label")}</HeadCell>
            <HeadCell>{t("table.prediction")}</HeadCell>
            <HeadCell side="end">{t("table.uncertainty")}</HeadCell>
            <HeadCell>{t("table.slot")}</HeadCell>
          </>
        }
      >
        {Array.from(chosen.subarray(0, mostRows), (point) => {
          const [uncertainty, slot] = [uncertaintyOf(points, point), slotOf(point)];
          return (
            <tr key={point}>
              <Cell>{points.sampleIds[point]}</Cell>
              <Cell className="min-w-24 wrap-break-word">{nameOf(points.labels[point]!)}</Cell>
              <Cell className="min-w-24 wrap-break-word">{nameOf(points.predictions[point]!)}</Cell>
              <Cell side="end">
                {uncertainty === null ? t("table.none") : format.wholePercent(uncertainty)}
              </Cell>
              <Cell>{slot === null ? t("table.none") : t(`group.slot.${slot}`)}</Cell>
            </tr>
          );
        })}
      </Table>
      {chosen.length > mostRows && (
        <p className="mt-3 text-[0.8125rem] text-muted">
          {t("table.first", { shown: mostRows, count: chosen.length })}
        </p>
      )}
    </Card>
  );
}
