import { useTranslations } from "use-intl";
import type { AccuracyCost, Ledger } from "@/lib/contracts/ledger";
import { Card } from "../../../_components/card";
import { StatRow } from "../../../_components/stat-row";
import { useFormat } from "../../../_components/use-format";

/** What a point of accuracy took, from the first to the newest measured model, as far as it is known. */
export function AccuracyCard({ ledger: { accuracy, currency } }: { readonly ledger: Ledger }) {
  const t = useTranslations("costs.accuracy");
  const format = useFormat();
  return (
    <Card title={t("title")}>
      {accuracy.kind === "gained" ? (
        <Gained accuracy={accuracy} currency={currency} />
      ) : (
        <p>{t(accuracy.kind, { points: points(accuracy, format) })}</p>
      )}
      <p className="mt-3 text-[0.8125rem] text-muted">{t("note")}</p>
    </Card>
  );
}

interface GainedProps {
  readonly accuracy: Extract<AccuracyCost, { kind: "gained" }>;
  readonly currency: string;
}

function Gained({ accuracy, currency }: GainedProps) {
  const t = useTranslations("costs.accuracy");
  const format = useFormat();
  const { secondsPerPoint: seconds, costPerPoint: cost } = accuracy;
  return (
    <dl>
      <StatRow name={t("gain")}>{t("points", { points: format.decimals(accuracy.points, 1) })}</StatRow>
      <StatRow name={t("labels")}>{format.count(accuracy.labels)}</StatRow>
      <StatRow name={t("timePerPoint")}>
        <WithRange
          value={format.duration(seconds.value)}
          low={format.duration(seconds.low)}
          high={format.duration(seconds.high)}
        />
      </StatRow>
      {cost && (
        <StatRow name={t("costPerPoint")}>
          <WithRange
            value={format.money(cost.value, currency)}
            low={format.money(cost.low, currency)}
            high={format.money(cost.high, currency)}
          />
        </StatRow>
      )}
    </dl>
  );
}

function WithRange(range: { readonly value: string; readonly low: string; readonly high: string }) {
  const t = useTranslations("costs.accuracy");
  return (
    <>
      {range.value}
      <span className="block text-[0.8125rem] font-normal text-muted">{t("range", range)}</span>
    </>
  );
}

function points(accuracy: AccuracyCost, format: ReturnType<typeof useFormat>): string {
  if (accuracy.kind === "tooEarly") return "";
  const sign = accuracy.points < 0 ? "−" : "+";
  return `${sign}${format.decimals(Math.abs(accuracy.points), 1)}`;
}
