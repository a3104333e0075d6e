import { parseSync } from "vite";
import type { SourceFile } from "./source-files";

/** Attributes and properties of our components that people read or hear. */
const readAttributes =
  /^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label|legend|description|hint|caption|aside|message)$/;

/** The product's name, names of formats, units, and signs that look like letters. */
const sameEverywhere = /\b(Winnow|CSV|JSONL|px)\b|\bA[−+]/g;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** The program of a TypeScript file as ESTree, for what regular expressions cannot tell. */
export function programOf({ path, text }: SourceFile): Node {
  const { program, errors } = parseSync(path, text, { lang: path.endsWith("x") ? "tsx" : "ts" });
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]!.message}`);
  return program as unknown as Node;
}

export function visit(
  node: Node,
  see: (node: Node, parent: Node | null) => void,
  parent: Node | null = null,
) {
  see(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see, node);
  }
}

/** Words written into a component instead of the catalogue, as `path:line: words`. */
export function literalWords(file: SourceFile): string[] {
  const found: string[] = [];
  const note = (node: Node, words: string) => {
    if (!/\p{L}/u.test(words.replace(sameEverywhere, ""))) return;
    found.push(`${file.path}:${file.text.slice(0, node.start).split("\n").length}: ${words.trim()}`);
  };
  visit(programOf(file), (node, parent) => {
    if (node.type === "JSXText" && !isKeyCap(parent)) note(node, String(node.value));
    if (node.type === "JSXExpressionContainer" && parent?.type === "JSXElement" && !isKeyCap(parent)) {
      for (const [literal, words] of literalsOf(node.expression as Node)) note(literal, words);
    }
    if (node.type === "JSXAttribute" && readAttributes.test(nameOf(node.name)) && isNode(node.value)) {
      const given =
        node.value.type === "JSXExpressionContainer" ? (node.value.expression as Node) : node.value;
      for (const [literal, words] of literalsOf(given)) note(literal, words);
    }
    if (node.type === "CallExpression" && nameOf(node.callee) === "toast") {
      for (const [literal, words] of (node.arguments as Node[]).flatMap(literalsOf)) note(literal, words);
    }
  });
  return found;
}

/** The literals that an expression may come to, without those inside of calls. */
function literalsOf(node: Node): [Node, string][] {
  if (node.type === "Literal") return typeof node.value === "string" ? [[node, node.value]] : [];
  if (node.type === "TemplateLiteral") {
    return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => [node, value.cooked]);
  }
  if (node.type === "ConditionalExpression") {
    return [node.consequent, node.alternate].flatMap((branch) => literalsOf(branch as Node));
  }
  if (node.type === "LogicalExpression") return literalsOf(node.right as Node);
  return [];
}

/** What is printed on keys is the same in every language, or made from the pressed key. */
function isKeyCap(parent: Node | null): boolean {
  return ["kbd", "KeyCap"].includes(nameOf((parent?.openingElement as Node | undefined)?.name));
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node.name === "string" ? node.name : "";
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
