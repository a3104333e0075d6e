"use client";

import { useTranslations } from "use-intl";
import { Button } from "../../../../_components/button";
import type { FindScreen } from "./use-find";

interface LikeBannerProps {
  readonly screen: FindScreen;
  readonly onBack: () => void;
}

/** Says what the list is like, and by what. */
export function LikeBanner({ screen: { likeHit, similar }, onBack }: LikeBannerProps) {
  const strings = useTranslations("find");
  if (!likeHit) return null;
  const { sample } = likeHit;
  const basis = similar.data?.basis ?? "embeddings";
  return (
    <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2 rounded-xl border border-line bg-sunken px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-[0.8125rem] text-muted">{strings("like")}</p>
        {sample.imageUrl === null ? (
          <p dir="auto" className="line-clamp-2 wrap-anywhere">
            {sample.text}
          </p>
        ) : (
          // biome-ignore lint/performance/noImgElement: the server's own preview
          <img
            src={`/api/v1${sample.imageUrl.replace(/image$/, "preview")}`}
            alt={strings("imageNumber", { number: sample.sampleId })}
            className="h-20 rounded-md object-contain"
          />
        )}
        {basis !== "embeddings" && (
          <p className="mt-1 text-[0.8125rem] text-muted" role="status">
            {strings(basis === "words" ? "likeByWords" : "likeLater")}
          </p>
        )}
      </div>
      <Button aria-keyshortcuts="Escape" onClick={onBack} className="pointer-coarse:min-h-11">
        {strings("back")}
      </Button>
    </div>
  );
}
