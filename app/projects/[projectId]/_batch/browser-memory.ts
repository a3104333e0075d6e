/** What this tab remembers over a reload; null where the browser keeps nothing. */
export function browserMemory(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
