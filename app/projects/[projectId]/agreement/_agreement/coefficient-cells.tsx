import { useTranslations } from "use-intl";
import type { Coefficient } from "@/lib/contracts/agreement";
import { IntervalBar } from "../../../../_components/interval-bar";
import { Cell } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";

/** Agreement beyond chance with its interval, in figures and as a bar; a dash where too few samples say it. */
export function CoefficientCells({ coefficient }: { readonly coefficient: Coefficient | null }) {
  const t = useTranslations("agreement");
  const format = useFormat();
  return (
    <>
      <Cell side="end" className="whitespace-nowrap">
        {coefficient === null ? (
          <span className="text-muted">–</span>
        ) : (
          <>
            <span className="font-semibold">{format.decimals(coefficient.value, 2)}</span>
            <span className="block text-xs text-muted">
              {t("range", {
                low: format.decimals(coefficient.low, 2),
                high: format.decimals(coefficient.high, 2),
              })}
            </span>
          </>
        )}
      </Cell>
      <Cell aria-hidden="true" className="w-36 max-md:hidden">
        {coefficient && <IntervalBar estimate={coefficient} />}
      </Cell>
    </>
  );
}
