/** Collects the pieces of one line; beyond `limit` bytes it drops them and only counts. */
export interface BoundedBytes {
  add(piece: Buffer): void;
  /** The line, or null when it was too long. Starts over. */
  take(): Buffer | null;
}

export function createBoundedBytes(limit: number): BoundedBytes {
  let pieces: Buffer[] = [];
  let length = 0;
  return {
    add(piece) {
      length += piece.length;
      if (length <= limit) pieces.push(piece);
      else if (pieces.length > 0) pieces = [];
    },
    take() {
      const whole = length > limit ? null : pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
      pieces = [];
      length = 0;
      return whole;
    },
  };
}
