"use client";

import { Award } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ClassName } from "@/db/queries/class-names";
import { Button } from "../../../_components/button";
import type { Gold } from "./use-gold";

interface GoldButtonProps {
  readonly gold: Gold;
  readonly classes: readonly ClassName[];
  /** What tells the sample from others. */
  readonly of: string;
  readonly disabled: boolean;
}

/** Pressed where a lead's label is gold. Nobody can say an archived class any more, so none is offered there. */
export function GoldButton({ gold, classes, of, disabled }: GoldButtonProps) {
  const t = useTranslations("work.history");
  const isActive = (id: string) => classes.some((each) => each.id === id && !each.isArchived);
  if (!gold.isGold && !gold.answer.every(isActive)) return null;
  return (
    <Button
      kind="quiet"
      data-gold
      aria-pressed={gold.isGold}
      aria-label={t("goldOf", { sample: of })}
      title={t("goldHint")}
      disabled={disabled || gold.isBusy}
      onClick={gold.toggle}
      className="pointer-coarse:min-h-11 aria-pressed:bg-wheat-soft aria-pressed:text-wheat-ink"
    >
      <Award size={15} aria-hidden="true" />
      {t("gold")}
    </Button>
  );
}
