import type { useTranslations } from "use-intl";
import type { Compared, Pace } from "@/lib/contracts/trends";
import type { Format } from "../../../_components/format";

type ThroughputWords = ReturnType<typeof useTranslations<"trends.throughput">>;
type TimeWords = ReturnType<typeof useTranslations<"trends.time">>;

/** Whether an hour brings more labels than before, as far as that is more than chance. */
export function throughputWords({ bins, perHour, step }: Pace, t: ThroughputWords, format: Format): string {
  const only = bins.findLast((bin) => bin.perHour !== null)?.perHour;
  if (!only) return t("unknown");
  if (!perHour) return t("only", { newest: format.count(only.value) });
  const facts = { newest: format.count(perHour.newest), before: format.count(perHour.before), step };
  return t(`meaning.${courseOf(perHour)}`, facts);
}

/** Whether a label takes longer than before, as far as that is more than chance. */
export function timeWords({ bins, seconds, step }: Pace, t: TimeWords, format: Format): string {
  const only = bins.findLast((bin) => bin.seconds !== null)?.seconds;
  if (!only) return t("unknown");
  if (!seconds) return t("only", { newest: format.duration(only.value) });
  const facts = { newest: format.duration(seconds.newest), before: format.duration(seconds.before), step };
  return t(`meaning.${courseOf(seconds)}`, facts);
}

function courseOf({ newest, before, isTelling }: NonNullable<Compared>): "more" | "less" | "chance" {
  if (!isTelling) return "chance";
  return newest > before ? "more" : "less";
}
