import { useState } from "react";

interface Asked {
  readonly data: unknown;
  readonly error: Error | null;
}

/**
 * Why a query that is asked again and again has no answer, or no fresh one. The query itself forgets it at each new try
 * while it has no data, so that a page would turn from the error to loading and back.
 */
export function useKeptError({ data, error }: Asked): Error | null {
  const [kept, setKept] = useState(error);
  const isOver = error !== null || data !== undefined;
  if (isOver && error !== kept) setKept(error);
  return isOver ? error : kept;
}
