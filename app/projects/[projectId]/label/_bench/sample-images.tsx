"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { LeasedSample } from "@/lib/contracts/labeling";
import { PanButtons, ZoomButtons } from "./image-buttons";
import { fittedSize } from "./image-view";
import { useZoom } from "./use-zoom";

/** Smaller images are enlarged with crisp pixels; smoothing would make mush of them. */
const tinyBelow = 64;
const largestTinyScale = 14;
const largestScale = 3;
/** The server sends no preview larger than this. */
const previewSide = 1600;

interface SampleImagesProps {
  /** The first is shown; the others are decoded meanwhile, so that they appear at once. */
  readonly samples: readonly LeasedSample[];
  /** Whether single keys are heard. */
  readonly keys: boolean;
  readonly onPainted: (sampleId: number) => void;
}

export function SampleImages({ samples, ...rest }: SampleImagesProps) {
  return samples.map((sample, place) => (
    <SampleImage key={sample.sampleId} sample={sample} isShown={place === 0} {...rest} />
  ));
}

interface SampleImageProps extends Pick<SampleImagesProps, "keys" | "onPainted"> {
  readonly sample: LeasedSample;
  readonly isShown: boolean;
}

function SampleImage({ sample, isShown, keys, onPainted }: SampleImageProps) {
  const t = useTranslations("bench.sample");
  const frame = useRef<HTMLElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const longest = Math.max(sample.width ?? 0, sample.height ?? 0);
  const isTiny = longest > 0 && longest < tinyBelow;
  const most = isTiny ? largestTinyScale : largestScale;
  const fitted = useCallback(() => {
    const { clientWidth: width = 0, clientHeight: height = 0 } = frame.current ?? {};
    const own = {
      width: sample.width ?? image.current?.naturalWidth ?? width,
      height: sample.height ?? image.current?.naturalHeight ?? height,
    };
    return fittedSize(own, { width, height }, most);
  }, [sample.width, sample.height, most]);
  const { view, zoom, pan, reset, handlers } = useZoom({ frame, fitted, keys: keys && isShown });
  const isZoomed = view.scale > 1;
  const source = useSource(sample, isZoomed && longest > previewSide);
  usePainted(image, { sampleId: sample.sampleId, isShown, onPainted });
  return (
    <div className="absolute inset-0" style={isShown ? undefined : { visibility: "hidden" }}>
      <section
        ref={frame}
        aria-label={isShown ? t("name") : undefined}
        aria-hidden={!isShown || undefined}
        tabIndex={isShown ? 0 : -1}
        data-zoomed={isZoomed || undefined}
        className="absolute inset-x-4 top-4 bottom-14 flex items-center justify-center overflow-hidden rounded-lg select-none sm:inset-x-8 sm:top-8"
        style={{ touchAction: isZoomed ? "none" : "pan-y", cursor: isZoomed ? "grab" : undefined }}
        {...handlers}
      >
        {source.isBroken ? (
          <p role="alert" className="text-muted">
            {t("imageBroken")}
          </p>
        ) : (
          // biome-ignore lint/performance/noImgElement: the server already sends it at the size of the screen
          <img
            ref={image}
            src={source.address}
            onError={source.onError}
            alt={isShown ? t("imageName") : ""}
            decoding="async"
            draggable={false}
            className="object-contain"
            style={{
              width: fittedLength(sample.width, most),
              height: fittedLength(sample.height, most),
              imageRendering: isTiny ? "pixelated" : undefined,
              transform: isZoomed ? `translate(${view.x}px, ${view.y}px) scale(${view.scale})` : undefined,
            }}
          />
        )}
      </section>
      {isShown && isZoomed && <PanButtons onPan={pan} />}
      {isShown && <ZoomButtons scale={view.scale} onZoom={zoom} onReset={reset} />}
    </div>
  );
}

/** As large as the card allows, enlarged by no more than the scale. */
function fittedLength(pixels: number | null, scale: number): string {
  return pixels === null ? "100%" : `min(100%, ${pixels * scale}px)`;
}

/** The preview first; the whole image once it is zoomed into, or where there is no preview. */
function useSource({ imageUrl }: LeasedSample, wantsAll: boolean) {
  const whole = `/api/v1${imageUrl}`;
  const preview = whole.replace(/\/image$/, "/preview");
  const [address, setAddress] = useState(preview);
  const [isBroken, setIsBroken] = useState(false);
  useEffect(() => {
    if (!wantsAll || address === whole) return;
    let isCurrent = true;
    const ahead = new Image();
    ahead.src = whole;
    // The preview stays until all pixels are there; without them it is still the best there is.
    ahead.decode().then(
      () => isCurrent && setAddress(whole),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [wantsAll, address, whole]);
  const onError = () => (address === whole ? setIsBroken(true) : setAddress(whole));
  return { address, isBroken, onError };
}

interface Painted {
  readonly sampleId: number;
  readonly isShown: boolean;
  readonly onPainted: (sampleId: number) => void;
}

/** Decodes the image ahead, and tells when the shown one can be seen, or cannot. */
function usePainted(image: { readonly current: HTMLImageElement | null }, painted: Painted): void {
  const { sampleId, isShown, onPainted } = painted;
  useEffect(() => {
    let isCurrent = true;
    const tell = () => requestAnimationFrame(() => isCurrent && isShown && onPainted(sampleId));
    image.current?.decode().then(tell, tell);
    return () => {
      isCurrent = false;
    };
  }, [image, isShown, sampleId, onPainted]);
}
