/**
 * Whether a request that changes something comes from our own pages. Browsers say so themselves
 * (Sec-Fetch-Site, on https and localhost) or name the page's origin; programs send neither and carry no
 * cookie that another page could abuse.
 */
export function isFromOurPages(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}
