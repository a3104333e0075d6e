import type { useTranslations } from "use-intl";
import type { z } from "zod";

/** What is wrong with a field, in the page's language; contracts say it in English only. */
export function fieldProblem(
  issue: z.core.$ZodIssue,
  t: ReturnType<typeof useTranslations<"common.fields">>,
): string {
  const field = String(issue.path[0]);
  if (issue.code === "too_big") return t("tooLong", { max: Number(issue.maximum) });
  if (field === "email") return t("email");
  if (issue.code === "custom") return t("unfit");
  if (issue.code !== "too_small") return t("other");
  if (field === "password") {
    return Number(issue.minimum) === 1
      ? t("passwordMissing")
      : t("passwordShort", { min: Number(issue.minimum) });
  }
  return field === "name" ? t("nameMissing") : t("other");
}
