/** Nothing to see: control and format characters, blanks of every width, fillers, the blank of Braille. */
const visible = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Line breaks, control characters, and marks that turn the direction of what stands around the name. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
/** What has no width: a name with one and the name without look the same. */
const widthless = /\p{Default_Ignorable_Code_Point}/u;

/** Scripts in which a joiner between letters changes how they are written. */
const joining =
  "\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}" +
  "\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Mymr}\\p{scx=Khmr}";

/** Where something without a width is part of what is seen: inside an emoji, between letters that join, in a Han variant. */
const meaningful = new RegExp(
  [
    "(?<=[\\p{ExtPict}\\p{EMod}\\uFE0F])\\u200D(?=\\p{ExtPict})",
    "(?<=\\p{ExtPict})[\\uFE0E\\uFE0F]|(?<=[0-9#*])\\uFE0F(?=\\u20E3)",
    "(?<=\\u{1F3F4})[\\u{E0020}-\\u{E007E}]+\\u{E007F}",
    `(?<=[${joining}])[\\u200C\\u200D](?=[${joining}])`,
    "(?<=\\p{sc=Han})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]",
  ].join("|"),
  "gu",
);

/** Why a text cannot name a person, a project or a class; null when it can. What names show must stand on one line. */
export function nameProblem(name: string): string | null {
  if (/\p{Surrogate}/u.test(name)) return "holds half of a character (a lone surrogate)";
  if (unsafe.test(name))
    return "holds a line break, a control character or a mark that turns the direction of text";
  if (!visible.test(name)) return "shows no character";
  const [hidden] = name.replace(meaningful, "").match(widthless) ?? [];
  return hidden === undefined ? null : `holds a character that cannot be seen (${codePoint(hidden)})`;
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
