"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { BinaryRows } from "./binary-rows";
import { ClassDefinition, isDefined } from "./class-definition";
import { ClassSearch } from "./class-search";
import { heardKeys } from "./heard-keys";
import type { LabelClass } from "./keymap";
import { LabelRow } from "./label-row";
import { SendSet } from "./send-set";
import { SuggestionLine } from "./suggestion-line";
import { TakenLine } from "./taken-line";
import type { BenchScreen } from "./use-bench-screen";

/** All labels at fixed places, and below them what the one pointed at means. */
export function LabelKeys({ screen }: { readonly screen: BenchScreen }) {
  const { state, view, keymap, asked, rules } = screen;
  const { labelClasses } = state;
  const t = useTranslations("bench");
  const [pointed, setPointed] = useState<LabelClass | null>(null);
  if (labelClasses.length === 0) return null;
  const keys = heardKeys(keymap.labels, screen.singleKeys);
  const disabled = view.samples.length === 0;
  const choose = (labelClass: LabelClass) => !disabled && screen.label(labelClass);
  const shareOf = ({ id }: LabelClass) =>
    screen.guess?.find(({ labelClassId }) => labelClassId === id)?.probability ?? null;
  const parts = { disabled, onChoose: choose, onPoint: setPointed };
  const isChosen = ({ id }: LabelClass) => screen.chosen.includes(id);
  return (
    <>
      <section
        aria-label={t("labels.title")}
        className="flex min-h-0 flex-col rounded-xl border border-line bg-surface p-2 shadow-card md:p-2.5"
      >
        {asked ? (
          <BinaryRows
            asked={asked}
            task={rules.task}
            keys={keys}
            disabled={disabled}
            onAnswer={screen.answerAsked}
          />
        ) : keymap.isLongList ? (
          <ClassSearch
            {...parts}
            labelClasses={labelClasses}
            keys={keys}
            findKey={screen.singleKeys ? keymap.commands.search[0] : undefined}
            chosen={labelClasses.filter(isChosen)}
            mayChooseMany={rules.task === "multi"}
            shareOf={shareOf}
            field={screen.searchField}
          />
        ) : (
          <div className="grid min-h-0 grid-cols-2 gap-0.5 max-[22rem]:grid-cols-1 md:grid-cols-1 md:overflow-y-auto scroll-shade">
            {labelClasses.map((labelClass) => (
              <LabelRow
                {...parts}
                key={labelClass.id}
                labelClass={labelClass}
                keys={keys.get(labelClass.id)}
                isChosen={isChosen(labelClass)}
                share={shareOf(labelClass)}
              />
            ))}
          </div>
        )}
        {asked ? <TakenLine spoken={view.spoken} /> : <SuggestionLine screen={screen} />}
        {rules.task === "multi" && !asked && (
          <SendSet
            count={screen.chosen.length}
            disabled={disabled}
            hasKey={screen.singleKeys}
            onSend={() => screen.command("accept")}
          />
        )}
        <button
          // Another button: a focus on the one before goes to the page, where keys mean what the key table says.
          key={asked ? "leave" : "start"}
          type="button"
          // The focus stays where it was, so that Enter goes on meaning save after a press of the mouse.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => (asked ? void screen.bench?.session.ask(null) : screen.setOpen("ask"))}
          className="mt-1 min-h-9 shrink-0 rounded-md px-3 text-start text-[0.8125rem] text-accent underline underline-offset-2 hover:bg-sunken hover:text-accent-strong pointer-coarse:min-h-11"
        >
          {asked ? t("binary.leave") : t("binary.start")}
        </button>
      </section>
      {labelClasses.some(isDefined) && (
        <div className="hidden h-28 shrink-0 overflow-y-auto rounded-xl border border-line bg-surface px-4 py-3 text-[0.8125rem] text-muted shadow-card md:block">
          {pointed ? (
            <>
              <b dir="auto" className="font-semibold text-ink wrap-anywhere">
                {pointed.name}
              </b>
              <ClassDefinition labelClass={pointed} examples={2} />
            </>
          ) : (
            <p>{t("guidelines.point")}</p>
          )}
        </div>
      )}
    </>
  );
}
