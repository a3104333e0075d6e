/**
 * As a `ref`: the field that a dialog was opened for has the focus before the dialog would give it to its cross. An
 * effect would be too early: a dialog's inside is there one rendering later.
 */
export function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
