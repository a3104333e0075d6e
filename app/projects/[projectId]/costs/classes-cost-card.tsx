import { useTranslations } from "use-intl";
import type { Ledger } from "@/lib/contracts/ledger";
import { Breakable } from "../../../_components/breakable";
import { ClassMark } from "../../../_components/class-mark";
import { useFormat } from "../../../_components/use-format";
import { LedgerCard } from "./ledger-card";
import { longestAndShortest } from "./longest-and-shortest";

/** What each class took, the longest first; skips and the like last. */
export function ClassesCostCard({ ledger }: { readonly ledger: Ledger }) {
  const t = useTranslations("costs.classes");
  const format = useFormat();
  const ends = longestAndShortest(ledger.classes);
  const rows = ledger.classes
    .map(({ kind, position, ...work }) => {
      const name = kind === "class" ? work.name : t(kind);
      return {
        key: kind === "class" ? String(position) : kind,
        ...work,
        name,
        shown: <ClassName name={name} position={position} />,
        kind,
      };
    })
    .sort(
      (a, b) => Number(a.kind === "other") - Number(b.kind === "other") || b.activeSeconds - a.activeSeconds,
    );
  return (
    <LedgerCard
      title={t("title")}
      caption={t("caption")}
      nameHead={t("name")}
      fileName="costs-by-class.csv"
      ledger={ledger}
      rows={rows}
      note={
        <>
          {ends && (
            <span className="block text-ink">
              {t("meaning", {
                longest: ends.longest.name,
                longestTime: format.duration(ends.longest.medianSeconds),
                shortest: ends.shortest.name,
                shortestTime: format.duration(ends.shortest.medianSeconds),
              })}
            </span>
          )}
          {t("note")}
        </>
      }
    />
  );
}

/** A negative position is none of a class: what is said of the others. */
function ClassName({ name, position }: { readonly name: string; readonly position: number }) {
  return (
    <span className="flex items-center gap-2">
      {position >= 0 && <ClassMark position={position} />}
      <bdi className={position >= 0 ? undefined : "text-muted"}>
        <Breakable text={name} />
      </bdi>
    </span>
  );
}
