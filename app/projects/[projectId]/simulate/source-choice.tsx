import { useTranslations } from "use-intl";
import {
  enoughRandomLabels,
  type SimulationOffers,
  type SimulationSource,
} from "@/lib/contracts/simulations";
import { useDemoName } from "./use-demo-name";

interface SourceChoiceProps {
  readonly offers: SimulationOffers;
  readonly value: SimulationSource;
  readonly onChange: (source: SimulationSource) => void;
}

/** What is simulated on, each with what it means; labels of the project that do not do say why. */
export function SourceChoice({ offers, value, onChange }: SourceChoiceProps) {
  const t = useTranslations("simulate.source");
  const demoName = useDemoName(offers.demoSets);
  const { all, random, refusal } = offers.labels;
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("legend")}</legend>
      <div className="grid gap-2">
        {offersRandom(offers) && (
          <Choice
            name={t("random", { labels: random })}
            hint={t("randomHint")}
            isChosen={value.kind === "project" && value.labels === "random"}
            onChoose={() => onChange({ kind: "project", labels: "random" })}
          />
        )}
        {refusal === null ? (
          <Choice
            name={t("all", { labels: all })}
            hint={t("allHint")}
            isChosen={value.kind === "project" && value.labels === "all"}
            onChoose={() => onChange({ kind: "project", labels: "all" })}
          />
        ) : (
          <p className="rounded-lg border border-line bg-sunken px-3.5 py-2.5 text-[0.8125rem] text-muted">
            {t(`refusal.${refusal}`, { labels: all })}
          </p>
        )}
        {offers.demoSets.map((set) => (
          <Choice
            key={set.id}
            name={t("demo", { name: demoName(set.id) })}
            hint={t("demoHint", { kind: set.modality })}
            isChosen={value.kind === "demo" && value.demoSet === set.id}
            onChoose={() => onChange({ kind: "demo", demoSet: set.id })}
          />
        ))}
      </div>
      {value.kind === "project" && value.labels === "all" && (
        <p role="note" className="mt-2 rounded-lg bg-wheat-soft px-3.5 py-2.5 text-[0.8125rem]">
          {t("warning")}
        </p>
      )}
    </fieldset>
  );
}

/** Enough labels that were drawn at random to simulate on them alone. */
export function offersRandom({ labels }: SimulationOffers): boolean {
  return labels.refusal === null && labels.random >= enoughRandomLabels;
}

interface ChoiceProps {
  readonly name: string;
  readonly hint: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, hint, isChosen, onChoose }: ChoiceProps) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-lg border border-edge px-3.5 py-2.5 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="source"
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0">
        <span className="block font-medium">{name}</span>
        <span className="block text-[0.8125rem] text-muted">{hint}</span>
      </span>
    </label>
  );
}
