import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { ButtonLink } from "../../../_components/button-link";
import { useFormat } from "../../../_components/use-format";
import { headlineOf } from "./headline-of";

/** The state of the project in one sentence, and what follows from it in another. */
export function Headline({ panel, mayLead }: { readonly panel: Panel; readonly mayLead: boolean }) {
  const t = useTranslations("panel.headline");
  const format = useFormat();
  const headline = headlineOf(panel, t, format);
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        <h1 className="max-w-[32em] text-[1.375rem] leading-snug font-semibold tracking-tight sm:text-[1.625rem]">
          {headline.kind === "measured"
            ? t.rich("measured", {
                accuracy: format.percent(headline.point.accuracy),
                low: format.points(headline.point.low),
                high: format.points(headline.point.high),
                labels: headline.point.labelsSpent,
                figure: (words) => <span className="text-accent">{words}</span>,
              })
            : headline.sentence}
        </h1>
        <p className="mt-1.5 max-w-[75ch] text-[0.9375rem] text-muted">{headline.lede}</p>
      </div>
      {mayLead && <NextStep panel={panel} />}
    </div>
  );
}

/** The one thing to do next: samples first, then classes, then labels. */
function NextStep({ panel: { project, pool, labelClasses } }: { readonly panel: Panel }) {
  const t = useTranslations("panel.next");
  const path = `/projects/${project.id}`;
  if (pool.samples === 0) {
    if (pool.importing) return null;
    return <NextLink href={`${path}/data`}>{t("import")}</NextLink>;
  }
  const active = labelClasses.filter((labelClass) => labelClass.archivedAt === null).length;
  if (active < 2) return <NextLink href={`${path}/settings`}>{t("classes")}</NextLink>;
  return <NextLink href={`${path}/label`}>{t("label")}</NextLink>;
}

function NextLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <ButtonLink href={href} kind="primary" size="large">
      {children}
    </ButtonLink>
  );
}
