/** Space and Enter press the button, or follow the link, that has the focus. */
export function isPressing({ key, target }: KeyboardEvent): boolean {
  if (key !== " " && key !== "Enter") return false;
  return target instanceof Element && target.closest("button, a, input, summary") !== null;
}
