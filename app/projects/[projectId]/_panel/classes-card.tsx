import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { classColor } from "../../../_components/class-color";
import { CsvLink } from "../../../_components/csv-link";
import { useFormat } from "../../../_components/use-format";
import { balanceWords } from "./balance-words";

interface ClassesCardProps {
  readonly labelClasses: Panel["labelClasses"];
  /** Where a sample may have several classes: what a share is of. */
  readonly labeledSamples: number | null;
}

/** Each class with its labels, in the order of the keys. */
export function ClassesCard({ labelClasses, labeledSamples }: ClassesCardProps) {
  const t = useTranslations("panel.classes");
  const format = useFormat();
  const most = Math.max(1, ...labelClasses.map((labelClass) => labelClass.labels));
  const shown = labelClasses.filter(({ archivedAt, labels }) => archivedAt === null || labels > 0);
  const active = shown.filter(({ archivedAt }) => archivedAt === null);
  const balance = balanceWords(active, labeledSamples, t, format);
  const rows = [
    ["class", "labels", "archived"],
    ...shown.map(({ name, labels, archivedAt }) => [name, labels, archivedAt === null ? "no" : "yes"]),
  ];
  return (
    <Card
      title={t("title")}
      aside={
        <span className="-me-2 flex items-center gap-1">
          {t("aside")}
          {shown.length > 0 && <CsvLink of={t("title")} fileName="classes.csv" rows={rows} />}
        </span>
      }
    >
      {shown.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <ul className="-me-2 max-h-[30rem] overflow-y-auto pe-2">
          {shown.map((labelClass) => (
            <li key={labelClass.id} className="border-t border-line py-1.5 first:border-t-0">
              <div className="flex items-baseline justify-between gap-4">
                <span dir="auto" className="min-w-0 wrap-anywhere">
                  {labelClass.name}
                  {labelClass.archivedAt !== null && <span className="text-muted"> {t("archived")}</span>}
                </span>
                <span className="font-semibold">{format.count(labelClass.labels)}</span>
              </div>
              <div
                aria-hidden="true"
                className="mt-1 h-1 forced-color-adjust-none rounded-full"
                style={{
                  width: `${(100 * labelClass.labels) / most}%`,
                  background: classColor(labelClass.position),
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {balance !== null && <p className="mt-3 text-[0.8125rem] wrap-anywhere text-muted">{balance}</p>}
    </Card>
  );
}
