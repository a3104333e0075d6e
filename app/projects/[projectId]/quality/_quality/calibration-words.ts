import type { Quality } from "@/lib/contracts/progress";
import { holdoutWorthADiagnosis } from "@/lib/contracts/progress";
import type { CsvValue } from "../../../../_components/csv";
import type { Format } from "../../../../_components/format";
import type { QualityWords } from "./finding-words";

/**
 * Whether the model's confidence can be taken at its word: too sure or too unsure only beyond the interval. Where a sample
 * may have several classes, what is right here is not what is right elsewhere, and that is said.
 */
export function calibrationWords(quality: Quality, t: QualityWords, format: Format): string {
  const said = confidenceWords(quality, t, format);
  const isOfSets = quality.confusion === null && quality.calibration.length > 0;
  return isOfSets ? `${said} ${t("calibration.ofEach")}` : said;
}

function confidenceWords(quality: Quality, t: QualityWords, format: Format): string {
  const { calibration, calibrationError, holdoutCount } = quality;
  const count = calibration.reduce((sum, bin) => sum + bin.count, 0);
  if (calibrationError === null || count === 0) return t("calibration.unknown");
  const error = format.points(calibrationError);
  if (holdoutCount < holdoutWorthADiagnosis) return t("calibration.tooEarly", { error });
  const mean = (of: (bin: Quality["calibration"][number]) => number) =>
    calibration.reduce((sum, bin) => sum + of(bin) * bin.count, 0) / count;
  const [confidence, accuracy] = [mean((bin) => bin.confidence), mean((bin) => bin.accuracy.value)];
  // Two standard errors of the share that is right.
  const chance = 2 * Math.sqrt((accuracy * (1 - accuracy)) / count);
  const facts = { error, confidence: format.percent(confidence), accuracy: format.percent(accuracy) };
  if (confidence > accuracy + chance) return t("calibration.tooSure", facts);
  if (confidence < accuracy - chance) return t("calibration.tooUnsure", facts);
  return t("calibration.fair", facts);
}

export function calibrationCsv({ calibration }: Quality): CsvValue[][] {
  return [
    ["confidence", "accuracy", "low", "high", "samples"],
    ...calibration.map(({ confidence, accuracy: { value, low, high }, count }) => [
      confidence,
      value,
      low,
      high,
      count,
    ]),
  ];
}
