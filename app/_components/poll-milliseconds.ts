/**
 * Events tell when to look again; this is for what no event tells, such as a worker that died, and for a connection that
 * brings none. Numbers are less than five seconds old, or the page says that they are not.
 */
export const pollMilliseconds = 4_000;
