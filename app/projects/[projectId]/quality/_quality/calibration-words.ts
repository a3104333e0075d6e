import type { Quality } from "@/lib/contracts/quality";
import { holdoutWorthADiagnosis } from "@/lib/contracts/quality";
import type { CsvValue } from "../../../../_components/csv";
import type { Format } from "../../../../_components/format";
import type { QualityWords } from "./finding-words";

/**
 * Whether the model's confidence can be taken at its word: off only where it is by more than a model would show by chance
 * that is not. All figures are of the bins that chart, table and file show. Where a sample may have several classes, what is right here is not what is right elsewhere, and that is said.
 */
export function calibrationWords(quality: Quality, t: QualityWords, format: Format): string {
  const said = confidenceWords(quality, t, format);
  const isOfSets = quality.confusion === null && quality.calibration.length > 0;
  return isOfSets ? `${said} ${t("calibration.ofEach")}` : said;
}

/** Points, 0..1, within which confidence is said to be right: where chance alone shows more, it cannot be told. */
const closeEnough = 0.05;

function confidenceWords(quality: Quality, t: QualityWords, format: Format): string {
  const { calibration, calibrationError, calibrationByChance, holdoutCount } = quality;
  const count = calibration.reduce((sum, bin) => sum + bin.count, 0);
  if (count === 0) return t("calibration.unknown");
  if (calibrationError === null || calibrationByChance === null) return t("calibration.notCompared");
  const mean = (of: (bin: Quality["calibration"][number]) => number) =>
    calibration.reduce((sum, bin) => sum + of(bin) * bin.count, 0) / count;
  const [confidence, accuracy] = [mean((bin) => bin.confidence), mean((bin) => bin.accuracy.value)];
  const facts = {
    error: format.points(calibrationError),
    errorByChance: format.points(calibrationByChance.error),
    gapByChance: format.points(calibrationByChance.gap),
    confidence: format.percent(confidence),
    accuracy: format.percent(accuracy),
    holdout: holdoutCount,
  };
  if (confidence - accuracy > calibrationByChance.gap) return t("calibration.tooSure", facts);
  if (accuracy - confidence > calibrationByChance.gap) return t("calibration.tooUnsure", facts);
  if (calibrationError > calibrationByChance.error) return t("calibration.uneven", facts);
  // More than chance is told of few samples, too; that there is no more is not.
  if (holdoutCount < holdoutWorthADiagnosis) return t("calibration.tooEarly", facts);
  if (calibrationByChance.error <= closeEnough) return t("calibration.fair", facts);
  return t("calibration.cannotTell", facts);
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
