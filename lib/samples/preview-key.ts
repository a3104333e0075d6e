/** The name under which the preview of an image is kept. */
export function previewKey(imageBlob: string): string {
  return `${imageBlob}.webp`;
}
