"use client";

import { useEffect, useRef, useState } from "react";
import type { LeasedSample } from "@/lib/contracts/labeling";

/** Smaller images are enlarged with crisp pixels; smoothing would make mush of them. */
const tinyBelow = 64;
const largestTinyScale = 14;
const largestScale = 3;

interface SampleImagesProps {
  /** The first is shown; the others are decoded meanwhile, so that they appear at once. */
  readonly samples: readonly LeasedSample[];
  readonly onPainted: (sampleId: number) => void;
}

export function SampleImages({ samples, onPainted }: SampleImagesProps) {
  return samples.map((sample, place) => (
    <SampleImage key={sample.sampleId} sample={sample} isShown={place === 0} onPainted={onPainted} />
  ));
}

interface SampleImageProps {
  readonly sample: LeasedSample;
  readonly isShown: boolean;
  readonly onPainted: (sampleId: number) => void;
}

function SampleImage({ sample, isShown, onPainted }: SampleImageProps) {
  const image = useRef<HTMLImageElement>(null);
  const [isBroken, setIsBroken] = useState(false);
  const { sampleId, width, height } = sample;
  useEffect(() => {
    if (!isShown || !image.current) return;
    let isCurrent = true;
    image.current.decode().then(
      () => requestAnimationFrame(() => isCurrent && onPainted(sampleId)),
      () => {
        if (!isCurrent) return;
        setIsBroken(true);
        onPainted(sampleId);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [isShown, sampleId, onPainted]);
  const longest = Math.max(width ?? 0, height ?? 0);
  const isTiny = longest > 0 && longest < tinyBelow;
  const scale = isTiny ? largestTinyScale : largestScale;
  return (
    <div
      aria-hidden={!isShown || undefined}
      className="absolute inset-4 flex items-center justify-center sm:inset-8"
      style={isShown ? undefined : { visibility: "hidden" }}
    >
      {isBroken ? (
        <p role="alert" className="text-muted">
          This image could not be loaded. Skip it, or load the page again.
        </p>
      ) : (
        // biome-ignore lint/performance/noImgElement: the server sends the file as it was imported
        <img
          ref={image}
          src={`/api/v1${sample.imageUrl}`}
          alt={isShown ? "The sample to label" : ""}
          decoding="async"
          draggable={false}
          className="object-contain"
          style={{
            width: fitted(width, scale),
            height: fitted(height, scale),
            imageRendering: isTiny ? "pixelated" : undefined,
          }}
        />
      )}
    </div>
  );
}

/** As large as the card allows, enlarged by no more than the scale. */
function fitted(pixels: number | null, scale: number): string {
  return pixels === null ? "100%" : `min(100%, ${pixels * scale}px)`;
}
