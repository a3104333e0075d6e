import type { LeasedSample } from "@/lib/contracts/labeling";

/** A small picture of an image sample; nothing for texts. */
export function SampleThumb({ sample }: { readonly sample: LeasedSample }) {
  if (sample.imageUrl === null) return null;
  const preview = `/api/v1${sample.imageUrl}`.replace(/\/image$/, "/preview");
  return (
    // biome-ignore lint/performance/noImgElement: the server makes the preview
    <img
      src={preview}
      alt=""
      loading="lazy"
      className="size-12 shrink-0 rounded-md bg-sunken object-contain"
    />
  );
}
