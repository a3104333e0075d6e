/** Any origin: only paths that stay on it are taken. */
const here = "http://winnow.invalid";

/** `given` as a path of this server; null for anything that leads elsewhere, such as `//evil.example`. */
export function localPath(given: unknown): string | null {
  if (typeof given !== "string" || !given.startsWith("/") || !URL.canParse(given, here)) return null;
  const url = new URL(given, here);
  return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : null;
}
