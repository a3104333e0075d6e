import { useLocale, useTranslations } from "use-intl";

interface MetadataPanelProps {
  readonly metadata: Readonly<Record<string, string>>;
}

/** What else the file said about the sample; asked for, never in the way. */
export function MetadataPanel({ metadata }: MetadataPanelProps) {
  const t = useTranslations("bench.sample");
  const { compare } = new Intl.Collator(useLocale(), { numeric: true });
  // What is stored does not know the order of the file's columns, so that of names is the one to find them by.
  const rows = Object.entries(metadata).sort(([a], [b]) => compare(a, b));
  return (
    <section
      aria-label={t("details")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
      tabIndex={0}
      data-no-swipe
      className="absolute inset-x-0 bottom-0 z-10 max-h-[50%] overflow-y-auto rounded-b-xl border-t border-line bg-surface px-5 py-3 text-[0.8125rem] focus-visible:outline-offset-[-2px]"
    >
      {rows.length === 0 ? (
        <p className="text-muted">{t("noDetails")}</p>
      ) : (
        <dl className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] gap-x-5 gap-y-1">
          {rows.map(([name, value]) => (
            <div key={name} className="contents">
              <dt dir="auto" className="max-w-48 text-muted wrap-anywhere">
                {name}
              </dt>
              <dd dir="auto" className="wrap-anywhere whitespace-pre-wrap">
                {value.trim() === "" ? <NoValue /> : value}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function NoValue() {
  const t = useTranslations("bench.sample");
  return (
    <span className="text-muted">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t("noValue")}</span>
    </span>
  );
}
