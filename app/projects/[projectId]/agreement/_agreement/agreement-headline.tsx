import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { fewestForAgreement } from "@/lib/contracts/agreement";
import { PageHeadline } from "../../../../_components/page-headline";
import { useFormat } from "../../../../_components/use-format";
import { levelOf } from "./agreement-level";

/** What the answers of several people say of the labels, before the numbers. */
export function AgreementHeadline({ agreement }: { readonly agreement: Agreement }) {
  const t = useTranslations("agreement.headline");
  const format = useFormat();
  const { samples, alike, alpha } = agreement.overall;
  const sentence =
    samples === 0
      ? t("none")
      : alpha === null
        ? t("early", { samples })
        : t(`level.${levelOf(alpha)}`, { share: format.percent(alike), samples });
  return (
    <PageHeadline sentence={sentence}>
      <p>
        {samples === 0
          ? t("begin")
          : alpha === null
            ? t("missing", { samples, fewest: fewestForAgreement })
            : t("alpha", {
                alpha: format.decimals(alpha.value, 2),
                low: format.decimals(alpha.low, 2),
                high: format.decimals(alpha.high, 2),
              })}
      </p>
    </PageHeadline>
  );
}
