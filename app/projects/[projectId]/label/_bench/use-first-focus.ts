import { type RefObject, useEffect, useRef } from "react";

/** For the field that a dialog was opened for; the dialog itself would begin with its cross. */
export function useFirstFocus(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}
