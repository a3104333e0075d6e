import type { Panel } from "@/lib/contracts/panel";
import { formatPercent, formatPlural, formatPoints } from "../../../_components/format";
import { headlineOf } from "./headline-of";

/** The state of the project in one sentence, and what follows from it in another. */
export function Headline({ panel }: { readonly panel: Panel }) {
  const headline = headlineOf(panel);
  return (
    <div className="mb-6">
      <h1 className="max-w-[32em] text-[1.375rem] leading-snug font-semibold tracking-tight sm:text-[1.625rem]">
        {headline.kind === "measured" ? (
          <>
            <span className="text-accent">{formatPercent(headline.point.accuracy)}</span> right, between{" "}
            {formatPoints(headline.point.low)} and {formatPoints(headline.point.high)}, with{" "}
            {formatPlural(headline.point.labelsSpent, "label")}.
          </>
        ) : (
          headline.sentence
        )}
      </h1>
      <p className="mt-1.5 max-w-[75ch] text-[0.9375rem] text-muted">{headline.lede}</p>
    </div>
  );
}
