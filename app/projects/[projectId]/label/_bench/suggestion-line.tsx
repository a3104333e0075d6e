import { useTranslations } from "use-intl";
import { keyCap } from "./bench-commands";
import { isSameSet } from "./draft";
import { guessNames } from "./guess-names";
import { KeyCap } from "./key-cap";
import type { BenchScreen } from "./use-bench-screen";

/** What the model says, at a place kept for it; nothing where its guesses are hidden. */
export function SuggestionLine({ screen }: { readonly screen: BenchScreen }) {
  const { guess, rules, chosen } = screen;
  const words = useWords(screen);
  if (rules.suggestions === "hidden") return null;
  const isOpen = guess !== null && (rules.task === "multi" || chosen.length === 0);
  const isPressed =
    isOpen &&
    isSameSet(
      guess.map(({ labelClassId }) => labelClassId),
      chosen,
    );
  return (
    <p
      role="status"
      dir="auto"
      className="mt-1 flex h-10 shrink-0 items-center gap-2 px-3 text-[0.8125rem] leading-tight text-muted pointer-coarse:h-12"
    >
      <span className="line-clamp-2 min-w-0 flex-1">{words}</span>
      {isOpen && rules.task === "single" && screen.singleKeys && (
        <KeyCap className="max-md:hidden">Enter</KeyCap>
      )}
      {isOpen && rules.task === "multi" && !isPressed && <TakeGuess screen={screen} />}
    </p>
  );
}

function useWords({ guess, rules, state, chosen }: BenchScreen): string {
  const t = useTranslations("bench");
  const { labelClasses } = state;
  if (guess === null) {
    if (rules.suggestions === "shown") return t("suggestion.nothing");
    return t(rules.task === "multi" ? "suggestion.afterAnyKey" : "suggestion.afterKey");
  }
  const name = guessNames(guess, labelClasses, t("labels.none"));
  const own = rules.task === "single" && labelClasses.find(({ id }) => id === chosen[0]);
  return own ? t("suggestion.differs", { own: own.name, guess: name }) : t("suggestion.line", { name });
}

/** Sends the model's set instead of one's own. */
function TakeGuess({ screen }: { readonly screen: BenchScreen }) {
  const t = useTranslations("bench.suggestion");
  const key = screen.singleKeys ? screen.keymap.commands.take[0] : undefined;
  return (
    <button
      type="button"
      aria-keyshortcuts={key}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => screen.command("take")}
      className="flex min-h-9 shrink-0 items-center gap-2 rounded-md px-2 font-medium text-accent underline underline-offset-2 hover:bg-sunken hover:text-accent-strong pointer-coarse:min-h-11"
    >
      {t("take")}
      {key && <KeyCap className="max-md:hidden">{keyCap(key)}</KeyCap>}
    </button>
  );
}
