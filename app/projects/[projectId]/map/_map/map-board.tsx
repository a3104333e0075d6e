"use client";

import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Card } from "../../../../_components/card";
import { useFormat } from "../../../../_components/use-format";
import { type Chosen, nothingChosen, pointsInLasso, pointsWhere, toggled } from "./choose-points";
import type { colour } from "./colouring";
import { createPicture, type Picture } from "./draw-points";
import { GlimpseCard } from "./glimpse-card";
import { Legend } from "./legend";
import { letterPlaces } from "./letter-places";
import { MapCanvas } from "./map-canvas";
import { MapControls } from "./map-controls";
import { meaningOf } from "./meaning";
import { RequestedBar } from "./requested-bar";
import { TableCard } from "./table-card";
import { useColours } from "./use-colours";
import { useGroupNames } from "./use-group-names";
import type { MapData } from "./use-map-data";
import type { Tool } from "./use-map-pointer";
import { usePixelColors } from "./use-pixel-colors";

interface MapBoardProps {
  readonly projectId: string;
  readonly data: MapData;
  readonly waiting: number;
  readonly mayLead: boolean;
}

/** The map with its colours, what is chosen on it, and the numbers behind it. */
export function MapBoard({ projectId, data, waiting, mayLead }: MapBoardProps) {
  const t = useTranslations("map");
  const meaning = useTranslations("map.meaning");
  const format = useFormat();
  const meaningId = useId();
  const inView = useRef<() => Chosen>(() => nothingChosen);
  const [tool, setTool] = useState<Tool>("move");
  const [shown, setShown] = useState<number | null>(null);
  const colours = useColours(data);
  const { colouring, ofClass, coloured, highlighted, setHighlighted } = colours;
  const [chosen, setChosen] = useChosen(data);
  const chooseNone = useCallback(() => setChosen(nothingChosen), [setChosen]);
  const picture = usePicture(data, coloured, highlighted, chosen);
  const letters = useMemo(() => letterPlaces(coloured, data.points), [coloured, data]);
  const nameOf = useGroupNames(colouring);
  const { header, points } = data;
  const said = useMemo(
    () => meaningOf(colouring, { header, points, coloured, ofClass }, meaning, format),
    [colouring, header, points, coloured, ofClass, meaning, format],
  );
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <Card className="min-w-0">
        <MapControls
          header={header}
          colours={colours}
          tool={tool}
          onTool={setTool}
          onChooseInView={() => setChosen(inView.current())}
        />
        <MapCanvas
          inView={inView}
          tool={tool}
          picture={picture}
          letters={letters}
          label={t("described", { points: points.x.length, colouring: t(`colouring.${colouring}`) })}
          describedBy={meaningId}
          shown={shown}
          onShow={setShown}
          onToggle={(point) => setChosen(toggled(chosen, point))}
          onLasso={(corners) => setChosen(pointsInLasso(points, corners))}
        />
        <p id={meaningId} className="mt-2">
          {said}
        </p>
        <p className="mt-1 text-[0.8125rem] text-muted">{sentPartOf(data, t)}</p>
      </Card>
      <div className="grid grid-cols-1 gap-5">
        <Card title={t("legend")}>
          <Legend
            entries={coloured.entries}
            nameOf={nameOf}
            highlighted={highlighted}
            onHighlight={setHighlighted}
            onChoose={(entry) =>
              setChosen(pointsWhere(points.x.length, (point) => coloured.of[point] === entry))
            }
          />
        </Card>
        <div className="print:hidden">
          <GlimpseCard projectId={projectId} data={data} point={shown} />
        </div>
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-5 lg:col-span-2">
        <Card title={t("requested.title")}>
          <RequestedBar
            projectId={projectId}
            data={data}
            chosen={chosen}
            waiting={waiting}
            mayLead={mayLead}
            onClear={chooseNone}
          />
        </Card>
        <TableCard data={data} chosen={chosen} colouring={colouring} entries={coloured.entries} />
      </div>
    </div>
  );
}

/** How much of the pool is on the map. */
function sentPartOf({ header }: MapData, t: ReturnType<typeof useTranslations<"map">>): string {
  const { poolRows, placedRows, points } = header;
  const parts = [];
  if (points < placedRows) parts.push(t("drawn", { points, placed: placedRows }));
  if (placedRows < poolRows) parts.push(t("newer", { count: poolRows - placedRows }));
  return [...parts, t("blind")].join(" ");
}

/** What is chosen stays chosen while labels and predictions change; another map has other points. */
function useChosen({ points }: MapData) {
  const [chosen, setChosen] = useState<Chosen>(nothingChosen);
  const { sampleIds } = points;
  const pool = `${sampleIds.length} ${sampleIds[0]} ${sampleIds.at(-1)}`;
  const known = useRef(pool);
  useEffect(() => {
    if (known.current === pool) return;
    known.current = pool;
    setChosen(nothingChosen);
  }, [pool]);
  return [chosen, useCallback((next: Chosen) => setChosen(next), [])] as const;
}

function usePicture(
  { points }: MapData,
  { entries, of }: ReturnType<typeof colour>,
  highlighted: number | null,
  chosen: Chosen,
): Picture | null {
  const pixels = usePixelColors(useMemo(() => [...entries.map(({ color }) => color), "--ink"], [entries]));
  return useMemo(() => {
    if (!pixels) return null;
    const [groups, ring] = [pixels.subarray(0, -1), pixels.at(-1)!];
    return createPicture({ points, of, groups, highlighted, chosen, ring });
  }, [points, of, pixels, highlighted, chosen]);
}
