/** Whether a host name means the machine itself, whoever types it: `localhost`, 127.0.0.0/8 and ::1. */
export function isLoopback(hostname: string): boolean {
  return /^(?:.+\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[?::1\]?$/i.test(hostname);
}
