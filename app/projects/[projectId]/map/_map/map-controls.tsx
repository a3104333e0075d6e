"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import type { MapHeader } from "@/lib/contracts/map";
import { Button } from "../../../../_components/button";
import { Choices } from "../../../../_components/choices";
import { colourings, offersOneClass } from "./colouring";
import type { Colours } from "./use-colours";
import { type Tool, tools } from "./use-map-pointer";

interface MapControlsProps {
  readonly header: MapHeader;
  readonly colours: Colours;
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly onChooseInView: () => void;
}

/** What the colours say, and what a drag does. */
export function MapControls({ header, colours, tool, onTool, onChooseInView }: MapControlsProps) {
  const t = useTranslations("map");
  const { colouring, setColouring } = colours;
  const isPredicted = header.modelNumber !== null;
  const isByClass = colouring === "label" || colouring === "prediction";
  return (
    <div className="mb-4 flex flex-wrap items-end gap-x-5 gap-y-3 print:hidden">
      <Choices
        label={t("colourBy")}
        showsLabel
        chosen={colouring}
        options={colourings.map((value) => ({
          value,
          words: t(`colouring.${value}`),
          isDisabled: !isPredicted && (value === "prediction" || value === "score"),
        }))}
        onChoose={setColouring}
      />
      {offersOneClass(header) && isByClass && <OfClass header={header} colours={colours} />}
      <Choices
        label={t("pointer")}
        showsLabel
        chosen={tool}
        options={tools.map((value) => ({ value, words: t(`tool.${value}`) }))}
        onChoose={onTool}
      />
      <Button onClick={onChooseInView} className="pointer-coarse:min-h-11">
        {t("chooseInView")}
      </Button>
      {!isPredicted && <p className="w-full text-[0.8125rem] text-muted">{t("noPrediction")}</p>}
    </div>
  );
}

/** Where a sample may have several classes, or there are many, most have a colour of their own only one at a time. */
function OfClass({ header: { classes }, colours }: Pick<MapControlsProps, "header" | "colours">) {
  const t = useTranslations("map");
  const id = useId();
  const { ofClass, setOfClass } = colours;
  const all = "";
  return (
    <div className="min-w-0 max-w-full">
      <label htmlFor={id} className="mb-1 block text-[0.8125rem] text-muted">
        {t("ofClass")}
      </label>
      <select
        id={id}
        value={ofClass === null ? all : classes[ofClass]!.id}
        onChange={({ target }) => setOfClass(target.value === all ? null : target.value)}
        className="h-8 max-w-full rounded-lg border border-edge bg-surface px-2 sm:max-w-56 pointer-coarse:h-11"
      >
        <option value={all}>{t("allClasses")}</option>
        {classes.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
}
