import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { Progress } from "@/lib/contracts/progress";
import { ButtonLink } from "../../../_components/button-link";
import { type Mark, randomLine, scoreLine } from "./headline-lines";
import { headlineOf } from "./headline-of";
import { useWords } from "./use-words";

interface HeadlineProps {
  readonly panel: Panel;
  readonly progress: Progress;
  readonly mayLead: boolean;
}

/** The state of the project in two sentences, and what follows from them in another. */
export function Headline({ panel, progress, mayLead }: HeadlineProps) {
  const words = useWords();
  const headline = headlineOf(panel, progress, words);
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        <h1 className="max-w-[36em] text-[1.375rem] leading-snug font-semibold tracking-tight sm:text-[1.625rem]">
          {headline.kind === "said" ? (
            headline.sentence
          ) : (
            <>
              <span className="block">
                {scoreLine(headline.metric, headline.point, words, marked("text-accent"))}
              </span>{" "}
              <span className="block">{randomLine(progress, words, marked("text-wheat-ink"))}</span>
            </>
          )}
        </h1>
        <p className="mt-1.5 max-w-[90ch] text-[0.9375rem] text-muted">{headline.lede}</p>
      </div>
      {mayLead && <NextStep panel={panel} />}
    </div>
  );
}

function marked(className: string): Mark {
  return function Marked(figure) {
    return <span className={className}>{figure}</span>;
  };
}

/** The one thing to do next: samples first, then classes, then labels, once they are not paused. */
function NextStep({ panel: { project, pool, labelClasses } }: { readonly panel: Panel }) {
  const t = useTranslations("panel.next");
  const path = `/projects/${project.id}`;
  if (pool.samples === 0) {
    if (pool.importing) return null;
    return <NextLink href={`${path}/data`}>{t("import")}</NextLink>;
  }
  const active = labelClasses.filter((labelClass) => labelClass.archivedAt === null).length;
  if (active < (project.task === "multi" ? 1 : 2))
    return <NextLink href={`${path}/settings`}>{t("classes")}</NextLink>;
  if (project.pausedBy !== null) {
    return (
      <NextLink href={`${path}/settings`}>{t(project.pausedBy === "budget" ? "raise" : "resume")}</NextLink>
    );
  }
  return <NextLink href={`${path}/label`}>{t("label")}</NextLink>;
}

function NextLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <ButtonLink href={href} kind="primary" size="large" className="print:hidden">
      {children}
    </ButtonLink>
  );
}
