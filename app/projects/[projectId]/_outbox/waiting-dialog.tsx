import { useTranslations } from "use-intl";
import { Dialog } from "../../../_components/dialog";
import { useErrorText } from "../../../_components/use-error-text";
import type { OutboxState } from "./outbox";

interface WaitingDialogProps {
  readonly state: OutboxState;
  /** What the badge says. */
  readonly title: string;
  readonly onClose: () => void;
}

/** Why answers wait, and whether they outlive the page. */
export function WaitingDialog({ state, title, onClose }: WaitingDialogProps) {
  const t = useTranslations("bench.outbox");
  const errorText = useErrorText();
  return (
    <Dialog open onOpenChange={onClose} title={title}>
      {state.trouble && <p className="mb-2 wrap-anywhere">{errorText(state.trouble)}</p>}
      <p>{t(state.durable ? "durable" : "notDurable")}</p>
    </Dialog>
  );
}
