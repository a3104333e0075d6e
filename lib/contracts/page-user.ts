/**
 * Whom a page belongs to, beside the session's cookie: browsers share that among tabs, so somebody else may have signed in
 * since the page was opened.
 */
export const pageUserHeader = "x-winnow-user";
