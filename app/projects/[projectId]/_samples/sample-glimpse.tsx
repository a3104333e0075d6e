interface SampleGlimpseProps {
  readonly excerpt: string | null;
  /** Below the API's root. */
  readonly imageUrl: string | null;
  /** Names an image, which has no words of its own. */
  readonly imageName: string;
}

/** The beginning of a text, or a small picture. */
export function SampleGlimpse({ excerpt, imageUrl, imageName }: SampleGlimpseProps) {
  if (imageUrl === null) {
    return (
      <p dir="auto" className="line-clamp-3 min-w-0 wrap-anywhere">
        {excerpt}
      </p>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: the server makes the preview
    <img
      src={`/api/v1${imageUrl}`.replace(/\/image$/, "/preview")}
      alt={imageName}
      loading="lazy"
      className="size-16 shrink-0 rounded-md bg-sunken object-contain"
    />
  );
}
