import { useTranslations } from "use-intl";
import { Button } from "../../../../_components/button";
import { KeyCap } from "./key-cap";

interface SendSetProps {
  readonly count: number;
  readonly disabled: boolean;
  readonly hasKey: boolean;
  readonly onSend: () => void;
}

/** Sends the chosen labels; that none applies is an answer, too, and said before it is given. */
export function SendSet({ count, disabled, hasKey, onSend }: SendSetProps) {
  const t = useTranslations("bench.labels");
  return (
    <Button
      kind={count > 0 ? "primary" : "secondary"}
      size="large"
      aria-disabled={disabled || undefined}
      aria-keyshortcuts={hasKey ? "Enter" : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onSend}
      className="mt-2 w-full"
    >
      {count > 0 ? t("send", { count }) : t("none")}
      {hasKey && <KeyCap className="max-md:hidden">Enter</KeyCap>}
    </Button>
  );
}
