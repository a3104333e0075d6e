import { useTranslations } from "use-intl";
import { KeyCap } from "./key-cap";
import type { BenchScreen } from "./use-bench-screen";

/** What the model says, at a place kept for it; nothing where its guesses are hidden. */
export function SuggestionLine({ screen }: { readonly screen: BenchScreen }) {
  const t = useTranslations("bench.suggestion");
  const { suggestion, rules, state, chosen } = screen;
  if (rules.suggestions === "hidden") return null;
  const nameOf = (id: string | undefined) => state.labelClasses.find((each) => each.id === id)?.name ?? "";
  const guess = nameOf(suggestion?.labelClassId);
  const isNoted = rules.task === "single" && chosen.length > 0 && suggestion !== null;
  const words = isNoted
    ? t("differs", { own: nameOf(chosen[0]), guess })
    : suggestion
      ? t("line", { name: guess })
      : t(rules.suggestions === "shown" ? "nothing" : "afterKey");
  return (
    <p
      role="status"
      dir="auto"
      className="mt-1 flex h-10 shrink-0 items-center gap-2 px-3 text-[0.8125rem] leading-tight text-muted"
    >
      <span className="line-clamp-2 min-w-0 flex-1">{words}</span>
      {suggestion && rules.task === "single" && !isNoted && <KeyCap className="max-md:hidden">Enter</KeyCap>}
    </p>
  );
}
