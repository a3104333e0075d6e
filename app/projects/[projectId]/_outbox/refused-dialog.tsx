import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button, buttonClass } from "../../../_components/button";
import { Dialog } from "../../../_components/dialog";
import { useErrorText } from "../../../_components/use-error-text";
import { canComeBack, type OutboxEntry } from "./outbox-entry";

interface RefusedDialogProps {
  readonly onClose: () => void;
  readonly refused: readonly OutboxEntry[];
  /** Brings a sample back to this screen; null where none can stand: at the bench it can. */
  readonly onLabelAgain: ((entry: OutboxEntry) => void) | null;
  readonly projectId: string;
  readonly onSendAgain: (entry: OutboxEntry) => void;
  readonly onDiscard: (entry: OutboxEntry) => void;
}

/** Sample and reason of each answer that the server did not take, and what can be done about it. */
export function RefusedDialog(props: RefusedDialogProps) {
  const { onClose, refused, onLabelAgain, projectId, onSendAgain, onDiscard } = props;
  const t = useTranslations("bench.outbox");
  const errorText = useErrorText();
  return (
    <Dialog open onOpenChange={onClose} title={t("refusedTitle")} description={t("refusedHint")}>
      <ul className="space-y-3">
        {refused.map((entry) => (
          <li key={entry.id} className="rounded-lg border border-line p-3">
            <p dir="auto" className="line-clamp-2 text-muted wrap-anywhere">
              {entry.sample.text ?? t("image", { id: String(entry.sample.sampleId) })}
            </p>
            <p className="mt-1 whitespace-pre-line">{errorText(entry.refusal)}</p>
            <div className="mt-2 flex flex-wrap gap-2">
              {mayBeSentAgain(entry) && <Button onClick={() => onSendAgain(entry)}>{t("sendAgain")}</Button>}
              {mayBeAnswered(entry) &&
                (onLabelAgain ? (
                  <Button onClick={() => onLabelAgain(entry)}>{t("again")}</Button>
                ) : (
                  <Link href={`/projects/${projectId}/label`} className={buttonClass({})}>
                    {t("toBench")}
                  </Link>
                ))}
              <Button kind="danger" onClick={() => onDiscard(entry)}>
                {t("discard")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** What was in the way of the person, not of the answer, may be gone: a role that a lead has given back, a server's fault. */
const passing = ["forbidden", "project_not_found", "unexpected"];

function mayBeSentAgain({ refusal }: OutboxEntry): boolean {
  return passing.includes(refusal?.code ?? "");
}

function mayBeAnswered(entry: OutboxEntry): boolean {
  return canComeBack(entry) && entry.refusal?.code !== "sample_not_found";
}
