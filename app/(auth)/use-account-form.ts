"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { ZodType } from "zod";
import { fieldProblem } from "../_components/field-problem";
import { useErrorText } from "../_components/use-error-text";

interface AccountForm {
  readonly busy: boolean;
  /** What is wrong, by field. */
  readonly errors: Readonly<Record<string, string | undefined>>;
  /** What the server refused; null while nothing was. */
  readonly failure: string | null;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
}

/** Checks a form's fields against their contract, then sends them. Stays busy after success: the page leaves. */
export function useAccountForm<T>(schema: ZodType<T>, send: (values: T) => Promise<void>): AccountForm {
  const t = useTranslations("common.fields");
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<AccountForm["errors"]>({});
  const [failure, setFailure] = useState<string | null>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const parsed = schema.safeParse(Object.fromEntries(new FormData(form)));
    setFailure(null);
    if (!parsed.success) {
      const found: Record<string, string> = {};
      for (const issue of parsed.error.issues) found[String(issue.path[0])] ??= fieldProblem(issue, t);
      setErrors(found);
      focusFirst(form, found);
      return;
    }
    setErrors({});
    setBusy(true);
    send(parsed.data).catch((error: unknown) => {
      setBusy(false);
      setFailure(errorText(error));
    });
  };
  return { busy, errors, failure, submit };
}

function focusFirst(form: HTMLFormElement, errors: Record<string, string>): void {
  const first = [...form.elements].find(
    (element): element is HTMLInputElement => element instanceof HTMLInputElement && element.name in errors,
  );
  first?.focus();
}
