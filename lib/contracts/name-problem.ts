/** Nothing to see: control and format characters, blanks of every width. */
const visible = /[^\p{C}\p{Z}]/u;
/** Line breaks, control characters, and marks that turn the direction of what stands around the name. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;

/** Why a text cannot name a person, a project or a class; null when it can. What names show must stand on one line. */
export function nameProblem(name: string): string | null {
  if (/\p{Surrogate}/u.test(name)) return "holds half of a character (a lone surrogate)";
  if (unsafe.test(name))
    return "holds a line break, a control character or a mark that turns the direction of text";
  return visible.test(name) ? null : "shows no character";
}
