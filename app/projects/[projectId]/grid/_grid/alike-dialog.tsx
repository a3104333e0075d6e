"use client";

import { useTranslations } from "use-intl";
import type { GridTile } from "@/lib/contracts/finding";
import { Dialog } from "../../../../_components/dialog";

interface AlikeDialogProps {
  /** Null: closed. */
  readonly tile: GridTile | null;
  readonly onClose: () => void;
}

/** All samples of a tile, so that one decision about them is an informed one. */
export function AlikeDialog({ tile, onClose }: AlikeDialogProps) {
  const strings = useTranslations("grid");
  return (
    <Dialog
      open={tile !== null}
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={strings("alikeTitle", { count: tile?.samples.length ?? 0 })}
      description={strings("alikeWhy")}
    >
      <ul className="grid gap-2">
        {tile?.samples.map((sample) => (
          <li key={sample.sampleId} className="rounded-lg border border-line p-3">
            {sample.imageUrl === null ? (
              <p dir="auto" className="whitespace-pre-line wrap-anywhere">
                {sample.text}
              </p>
            ) : (
              // biome-ignore lint/performance/noImgElement: the server's own preview
              <img
                src={`/api/v1${sample.imageUrl.replace(/image$/, "preview")}`}
                alt={strings("imageNumber", { number: sample.sampleId })}
                className="mx-auto max-h-60"
              />
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
