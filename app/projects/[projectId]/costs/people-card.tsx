"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Ledger } from "@/lib/contracts/ledger";
import { HideNames } from "../../../_components/hide-names";
import { useFormat } from "../../../_components/use-format";
import { LedgerCard } from "./ledger-card";
import { peopleMeaning } from "./people-meaning";

/** Who labeled, the longest first; with the names or with numbers in their place. */
export function PeopleCard({ ledger }: { readonly ledger: Ledger }) {
  const t = useTranslations("costs.people");
  const format = useFormat();
  const [areHidden, setHidden] = useState(false);
  const nameOf = ({ number, name, isOracle }: Ledger["people"][number]) => {
    const shown = areHidden ? t("number", { number }) : name;
    return isOracle ? t("oracle", { name: shown }) : shown;
  };
  const rows = ledger.people
    .map((person) => ({ key: `${person.number} ${person.isOracle}`, ...person, name: nameOf(person) }))
    .sort((a, b) => b.activeSeconds - a.activeSeconds || b.labels - a.labels);
  return (
    <LedgerCard
      title={t("title")}
      caption={t("caption")}
      nameHead={t("name")}
      fileName="costs-by-person.csv"
      ledger={ledger}
      rows={rows}
      note={[peopleMeaning(rows, t, format), t("note")].filter(Boolean).join(" ")}
      aside={<HideNames label={t("hide")} areHidden={areHidden} onHide={setHidden} />}
    />
  );
}
