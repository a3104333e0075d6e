export interface IcuArgument {
  readonly name: string;
  /** `plain` for `{name}`, else what stands after the comma: `number`, `plural`, `select`. */
  readonly kind: string;
  /** Of a select: what the argument may be. */
  readonly cases: readonly string[];
}

/** The arguments and tags of a message in ICU's syntax, those inside of cases included. Throws where a brace is open. */
export function readIcuMessage(message: string): { arguments: IcuArgument[]; tags: string[] } {
  const found: IcuArgument[] = [];
  for (let i = message.indexOf("{"); i >= 0; i = message.indexOf("{", i)) {
    const end = closingOf(message, i);
    found.push(...argumentsOf(message.slice(i + 1, end)));
    i = end + 1;
  }
  return { arguments: found, tags: [...message.matchAll(/<(\w+)>/g)].map(([, tag]) => tag!) };
}

function argumentsOf(inside: string): IcuArgument[] {
  const [name = "", kind = "plain"] = inside.split(",", 2).map((part) => part.trim());
  if (!["plural", "select", "selectordinal"].includes(kind)) return [{ name, kind, cases: [] }];
  const cases: string[] = [];
  const nested: IcuArgument[] = [];
  const start = inside.indexOf(",", inside.indexOf(",") + 1) + 1;
  for (let i = start; i < inside.length; ) {
    const opening = inside.indexOf("{", i);
    if (opening < 0) break;
    cases.push(inside.slice(i, opening).trim());
    const end = closingOf(inside, opening);
    nested.push(...readIcuMessage(inside.slice(opening + 1, end)).arguments);
    i = end + 1;
  }
  return [{ name, kind, cases }, ...nested];
}

function closingOf(message: string, opening: number): number {
  let depth = 0;
  for (let i = opening; i < message.length; i++) {
    if (message[i] === "{") depth++;
    if (message[i] === "}" && --depth === 0) return i;
  }
  throw new SyntaxError(`A brace is not closed: ${message}`);
}
