/** Log losses on held-out labels (nats) among other figures of a choice: `{ "heldOutLoss:linear": 0.42 }`. */
export function heldOutLosses(
  losses: readonly (readonly [id: string, loss: number])[],
): Record<string, number> {
  return Object.fromEntries(losses.map(([id, loss]) => [`heldOutLoss:${id}`, loss]));
}
