/** What the cookie holds to see the product in the language that nobody speaks: for tests of layout, in no menu. */
export const pseudoLanguage = "ar-XB";

const accented = new Map(
  [..."aáeéiíoóuúAÁEÉIÍOÓUÚcçnñCÇNÑyýYÝ".matchAll(/(.)(.)/g)].map(([, plain, marked]) => [plain!, marked!]),
);

/** Every message of a catalogue accented, in brackets, and about a third longer; what is inserted stays. */
export function pseudoCatalogue<Messages>(messages: Messages): Messages {
  if (typeof messages === "string") return (messages && `[${pseudoMessage(messages)}]`) as Messages;
  return Object.fromEntries(
    Object.entries(messages as object).map(([key, message]) => [key, pseudoCatalogue(message)]),
  ) as Messages;
}

/** One message of ICU's syntax: its words are changed, its arguments, keywords and tags are not. */
export function pseudoMessage(message: string): string {
  let changed = "";
  let words = "";
  const endOfWords = () => {
    changed += lengthened(words);
    words = "";
  };
  for (let i = 0; i < message.length; i++) {
    const end =
      message[i] === "{" ? closingOf(message, i) : message[i] === "<" ? message.indexOf(">", i) : -1;
    if (end < 0) {
      words += message[i];
      continue;
    }
    endOfWords();
    const inside = message.slice(i, end + 1);
    changed += message[i] === "{" ? pseudoArgument(inside) : inside;
    i = end;
  }
  endOfWords();
  return changed;
}

/** `{name}` as it is; of `{count, plural, one {…} other {…}}` the messages of its cases. */
function pseudoArgument(argument: string): string {
  const head = /^\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,/.exec(argument)?.[0];
  if (!head) return argument;
  let changed = head;
  for (let i = head.length; i < argument.length; i++) {
    if (argument[i] !== "{") {
      changed += argument[i];
      continue;
    }
    const end = closingOf(argument, i);
    changed += `{${pseudoMessage(argument.slice(i + 1, end))}}`;
    i = end;
  }
  return changed;
}

function closingOf(message: string, opening: number): number {
  let depth = 0;
  for (let i = opening; i < message.length; i++) {
    if (message[i] === "{") depth++;
    if (message[i] === "}" && --depth === 0) return i;
  }
  throw new SyntaxError(`A brace is not closed: ${message}`);
}

/** Accents, and every second vowel thrice: about as much longer than English as a label in Finnish may be. */
function lengthened(words: string): string {
  let vowels = 0;
  return [...words]
    .map((letter) => {
      const marked = accented.get(letter) ?? letter;
      const isLong = /[aeiou]/i.test(letter) && vowels++ % 2 === 0;
      return isLong ? marked.repeat(3) : marked;
    })
    .join("");
}
