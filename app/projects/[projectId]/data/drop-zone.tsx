"use client";

import clsx from "clsx";
import { Upload } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { Modality } from "@/lib/contracts/projects";
import { useFormat } from "../../../_components/use-format";

interface DropZoneProps {
  readonly modality: Modality;
  readonly file: File | null;
  readonly disabled: boolean;
  readonly onChoose: (file: File) => void;
}

const accepts: Record<Modality, string> = {
  text: ".csv,.tsv,.jsonl,.ndjson,.json,text/csv",
  image: ".zip,application/zip",
};

/** A file, dropped or chosen; the whole area is the label of an ordinary file input. */
export function DropZone({ modality, file, disabled, onChoose }: DropZoneProps) {
  const t = useTranslations("data.drop");
  const format = useFormat();
  const [over, setOver] = useState(false);
  const hintId = useId();
  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped && !disabled) onChoose(dropped);
      }}
      className={clsx(
        "flex cursor-pointer flex-col items-center gap-1 rounded-lg border-2 border-dashed px-4 py-8 text-center",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        over ? "border-accent bg-accent-soft" : "border-edge hover:bg-sunken",
        disabled && "pointer-events-none opacity-55",
      )}
    >
      <input
        type="file"
        accept={accepts[modality]}
        disabled={disabled}
        aria-describedby={hintId}
        className="sr-only"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) onChoose(chosen);
          event.currentTarget.value = "";
        }}
      />
      <Upload size={24} aria-hidden="true" className="mb-1 text-muted" />
      {file && (
        <span dir="auto" className="max-w-full font-medium wrap-anywhere">
          {file.name} <span className="font-normal text-muted">({format.bytes(file.size)})</span>
        </span>
      )}
      <span className={clsx(!file && "font-medium")}>
        {t.rich(file ? "askAnother" : "ask", {
          link: (words) => <span className="text-accent underline">{words}</span>,
        })}
      </span>
      <span id={hintId} className="max-w-[52ch] text-[0.8125rem] text-muted">
        {t(modality)}
      </span>
    </label>
  );
}
