import { useTranslations } from "use-intl";
import { useErrorText } from "../../../../_components/use-error-text";
import type { LabelClass } from "./keymap";
import type { Said } from "./session-view";

/** What was done, in words. */
export function useSaid(labelClasses: readonly LabelClass[]): (said: Said | null) => string | null {
  const t = useTranslations("bench.actions.said");
  const errorText = useErrorText();
  const nameOf = (id: string) => labelClasses.find((labelClass) => labelClass.id === id)?.name ?? "";
  return (said) => {
    if (!said) return null;
    switch (said.kind) {
      case "labeled":
        if (said.labelClassIds.length === 0) return t("none");
        return t("labeled", { names: said.labelClassIds.map(nameOf).join(", ") });
      case "accepted":
      case "rejected":
        return t(said.kind, { name: nameOf(said.labelClassId) });
      case "refused":
        return errorText(said.refusal);
      case "not-kept":
        return t("not-kept", { message: said.message });
      default:
        return t(said.kind);
    }
  };
}
