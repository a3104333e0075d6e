"use client";

import { useSyncExternalStore } from "react";

/** Pixels of a sample's text at the browser's usual font size. */
export const textSizes = { smallest: 14, largest: 28, usual: 20, step: 2 } as const;

const storageName = "winnow-text-size";
const listeners = new Set<() => void>();

export function clampTextSize(size: number): number {
  if (!Number.isFinite(size)) return textSizes.usual;
  return Math.min(textSizes.largest, Math.max(textSizes.smallest, Math.round(size)));
}

/** Kept in the browser, so that the first sample is already painted in it; the account's settings carry it on. */
export function setTextSize(size: number): void {
  localStorage.setItem(storageName, String(clampTextSize(size)));
  for (const listener of listeners) listener();
}

/** Takes over what the account says, in a browser where nothing was chosen yet. */
export function adoptTextSize(size: number): void {
  if (localStorage.getItem(storageName) === null && size !== textSizes.usual) setTextSize(size);
}

export function useTextSize(): [number, (size: number) => void] {
  const size = useSyncExternalStore(subscribe, read, () => textSizes.usual);
  return [size, setTextSize];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function read(): number {
  const stored = localStorage.getItem(storageName);
  return stored === null ? textSizes.usual : clampTextSize(Number(stored));
}
