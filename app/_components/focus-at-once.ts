/**
 * As a `ref`: the field that a dialog was opened for has the focus when it opens, instead of its cross. By the attribute
 * that the browser's dialogs look for, which React's `autoFocus` does not write.
 */
export function focusAtOnce(field: HTMLInputElement | null): void {
  field?.setAttribute("autofocus", "");
}
