import { Pause, Snowflake } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Panel } from "@/lib/contracts/panel";
import { stateNotes } from "./state-words";
import { useWords } from "./use-words";

const icons = { paused: Pause, frozen: Snowflake };

/** Says that labeling is paused or a model frozen, and where that is ended. Its region is always there, to be read out. */
export function StateNotes({ panel, mayLead }: { readonly panel: Panel; readonly mayLead: boolean }) {
  const { t } = useWords();
  const notes = stateNotes(panel, t);
  return (
    <div role="status">
      {notes.length > 0 && (
        <div className="mb-5 grid gap-2 rounded-xl border border-wheat/60 bg-wheat-soft px-4 py-3">
          {notes.map(({ kind, words, link, page }) => (
            <Note key={kind} kind={kind}>
              {words}{" "}
              {(mayLead || page === "queue") && (
                <Link
                  href={`/projects/${panel.project.id}/${page}`}
                  className="font-medium text-accent underline underline-offset-2 print:hidden"
                >
                  {link}
                </Link>
              )}
            </Note>
          ))}
        </div>
      )}
    </div>
  );
}

function Note({ kind, children }: { readonly kind: keyof typeof icons; readonly children: ReactNode }) {
  const Icon = icons[kind];
  return (
    <p className="flex gap-2.5">
      <Icon size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-wheat-ink" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
