import { useTranslations } from "use-intl";
import type { LeasedSample } from "@/lib/contracts/labeling";

interface SpokenLineProps {
  /** What was done last. */
  readonly spoken: string;
  readonly sample: LeasedSample | undefined;
}

/** More would still be spoken when the next key is pressed. */
const longestSpoken = 400;

/** Tells screen readers what was done and what is on the screen now. */
export function SpokenLine({ spoken, sample }: SpokenLineProps) {
  const t = useTranslations("bench.sample");
  const next = sample ? (sample.text?.slice(0, longestSpoken) ?? t("nextImage")) : "";
  return (
    <p className="sr-only" aria-live="polite" aria-atomic="true">
      {spoken} <bdi>{next}</bdi>
    </p>
  );
}
