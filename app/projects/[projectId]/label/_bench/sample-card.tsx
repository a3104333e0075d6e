import clsx from "clsx";
import type { ReactNode } from "react";
import type { LeasedSample } from "@/lib/contracts/labeling";
import { SampleImages } from "./sample-images";
import { SampleText } from "./sample-text";

/** The shown image and the next ones, decoded ahead. */
const imagesAhead = 3;

interface SampleCardProps {
  readonly samples: readonly LeasedSample[];
  readonly notice: string | null;
  readonly onPainted: (sampleId: number) => void;
  /** Stands in place of the sample when there is none. */
  readonly empty: ReactNode;
  /** Opened beside the sample. */
  readonly guidelines: ReactNode;
  /** Opened below the sample. */
  readonly metadata: ReactNode;
}

/** The sample, big; whatever is in it, the card keeps its place and its size. */
export function SampleCard({ samples, notice, onPainted, empty, guidelines, metadata }: SampleCardProps) {
  const sample = samples[0];
  return (
    <div className="relative h-[46dvh] min-h-56 overflow-hidden rounded-xl border border-line bg-surface shadow-card md:h-auto md:min-h-0">
      <div className={clsx("absolute inset-0", guidelines && "bottom-1/2 lg:right-[40%] lg:bottom-0")}>
        {!sample && <div className="grid h-full place-items-center overflow-y-auto">{empty}</div>}
        {sample?.text != null && (
          <SampleText
            key={sample.sampleId}
            sampleId={sample.sampleId}
            text={sample.text}
            onPainted={onPainted}
          />
        )}
        <SampleImages
          samples={samples.slice(0, imagesAhead).filter(({ imageUrl }) => imageUrl !== null)}
          onPainted={onPainted}
        />
        {notice && (
          <p className="absolute inset-x-3 top-3 z-10 rounded-lg border border-warn/50 bg-warn-soft px-4 py-2">
            {notice}
          </p>
        )}
      </div>
      {sample && metadata}
      {guidelines}
    </div>
  );
}
