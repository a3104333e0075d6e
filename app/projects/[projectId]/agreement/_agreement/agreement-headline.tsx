import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { PageHeadline } from "../../../../_components/page-headline";
import { useFormat } from "../../../../_components/use-format";
import { headlineWords } from "./agreement-words";

/** What the answers of several people say of the labels, before the numbers. */
export function AgreementHeadline({ agreement }: { readonly agreement: Agreement }) {
  const t = useTranslations("agreement.headline");
  const { sentence, basis } = headlineWords(agreement.overall, t, useFormat());
  return (
    <PageHeadline sentence={sentence}>
      <p>{basis}</p>
    </PageHeadline>
  );
}
