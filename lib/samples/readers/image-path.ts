import { labelName } from "./read-labels";

/** What operating systems leave in folders and archives; passed over without a word. */
export function isClutter(path: string): boolean {
  return path
    .split("/")
    .some(
      (part) => part.startsWith(".") || part === "__MACOSX" || part === "Thumbs.db" || part === "desktop.ini",
    );
}

/** The folder an image lies in, which may name its class; undefined at the top. */
export function classFolder(path: string): string | undefined {
  return labelName(path.split("/").at(-2));
}

/** A path as a place in a report: without control characters, at most 200 characters. */
export function shownPath(path: string): string {
  const readable = path.replace(/[\p{Cc}\p{Surrogate}]/gu, "\uFFFD");
  return readable.length > 200 ? `…${readable.slice(-199)}` : readable;
}
