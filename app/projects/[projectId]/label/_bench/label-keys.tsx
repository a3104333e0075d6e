"use client";

import { type RefObject, useState } from "react";
import { useTranslations } from "use-intl";
import { ClassDefinition, isDefined } from "./class-definition";
import { ClassSearch } from "./class-search";
import { type ClassKeys, type LabelClass, mostKeyedClasses } from "./keymap";
import { LabelRow } from "./label-row";

interface LabelKeysProps {
  readonly labelClasses: readonly LabelClass[];
  readonly keys: ReadonlyMap<string, ClassKeys>;
  readonly disabled: boolean;
  readonly searchField: RefObject<HTMLInputElement | null>;
  /** Tells whether the answer was taken. */
  readonly onChoose: (labelClass: LabelClass) => boolean;
}

/** All labels at fixed places, and below them what the one pointed at means. */
export function LabelKeys({ labelClasses, keys, disabled, searchField, onChoose }: LabelKeysProps) {
  const t = useTranslations("bench.guidelines");
  const [pointed, setPointed] = useState<LabelClass | null>(null);
  const isLong = labelClasses.length > mostKeyedClasses;
  if (labelClasses.length === 0) return null;
  const choose = (labelClass: LabelClass) => !disabled && onChoose(labelClass);
  return (
    <>
      <section
        aria-label="Labels"
        className="flex min-h-0 flex-col rounded-xl border border-line bg-surface p-2 shadow-card md:overflow-y-auto md:p-2.5"
      >
        {isLong ? (
          <ClassSearch
            labelClasses={labelClasses}
            keys={keys}
            disabled={disabled}
            field={searchField}
            onChoose={choose}
            onPoint={setPointed}
          />
        ) : (
          <div className="grid grid-cols-2 gap-0.5 max-[22rem]:grid-cols-1 md:grid-cols-1">
            {labelClasses.map((labelClass) => (
              <LabelRow
                key={labelClass.id}
                labelClass={labelClass}
                keys={keys.get(labelClass.id)}
                disabled={disabled}
                onChoose={choose}
                onPoint={setPointed}
              />
            ))}
          </div>
        )}
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
            <p>{t("point")}</p>
          )}
        </div>
      )}
    </>
  );
}
