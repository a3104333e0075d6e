"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Ledger } from "@/lib/contracts/ledger";
import type { UpdateProject } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { json, tellApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { useToast } from "../../../_components/toast";
import { useFormat } from "../../../_components/use-format";
import { typedNumber } from "../_panel/typed-number";
import { type RateDraft, readRateDraft } from "./rate-draft";

const currencies = ["AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "INR", "JPY", "PLN", "SEK", "USD"];

interface RateCardProps {
  readonly projectId: string;
  readonly ledger: Pick<Ledger, "hourlyRate" | "currency">;
  readonly mayLead: boolean;
}

/** What an hour of labeling costs: read by everybody here, set by leads. */
export function RateCard({ projectId, ledger, mayLead }: RateCardProps) {
  const t = useTranslations("costs.rate");
  const format = useFormat();
  const { hourlyRate, currency } = ledger;
  return (
    <Card title={t("title")}>
      {!mayLead && (
        <p>
          {hourlyRate === null ? t("unknown") : t("perHour", { rate: format.price(hourlyRate, currency) })}
        </p>
      )}
      {mayLead && hourlyRate === null && <p className="mb-4 text-muted">{t("hint")}</p>}
      {mayLead && <RateForm projectId={projectId} ledger={ledger} />}
      {hourlyRate !== null && <p className="mt-4 text-[0.8125rem] text-muted">{t("pricedToday")}</p>}
    </Card>
  );
}

function RateForm({ projectId, ledger }: Omit<RateCardProps, "mayLead">) {
  const t = useTranslations("costs.rate");
  const language = useLocale();
  const client = useQueryClient();
  const toast = useToast();
  const listId = useId();
  const saved = {
    rate: typedNumber(ledger.hourlyRate, language),
    currency: ledger.currency,
  };
  const [draft, setDraft] = useState<RateDraft>({});
  const [refused, setRefused] = useState({ rate: false, currency: false });
  const rate = draft.rate ?? saved.rate;
  const currency = draft.currency ?? saved.currency;
  const save = useMutation({
    mutationFn: (change: UpdateProject) => tellApi(`/api/v1/projects/${projectId}`, json("PATCH", change)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["ledger", projectId] });
      setDraft({});
      toast(t("saved"));
    },
  });
  const { change, wrong } = readRateDraft(draft, language);
  const submit = () => {
    setRefused(wrong);
    if (!wrong.rate && !wrong.currency) save.mutate(change);
  };
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_6.5rem] gap-3">
        <Field label={t("rate")} error={refused.rate && wrong.rate ? t("rateWrong") : null}>
          {(control) => (
            <input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              value={rate}
              onChange={(event) => setDraft({ ...draft, rate: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("currency")} error={refused.currency && wrong.currency ? t("currencyWrong") : null}>
          {(control) => (
            <input
              {...control}
              list={listId}
              autoComplete="off"
              maxLength={3}
              value={currency}
              onChange={(event) => setDraft({ ...draft, currency: event.target.value })}
            />
          )}
        </Field>
      </div>
      <datalist id={listId}>
        {currencies.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
      {save.error && <ErrorNote error={save.error} />}
      <Button
        type="submit"
        kind="primary"
        className="justify-self-end"
        busy={save.isPending}
        disabled={rate === saved.rate && currency === saved.currency}
      >
        {t("save")}
      </Button>
    </form>
  );
}
