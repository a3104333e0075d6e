"use client";

import { useEffect, useState } from "react";

const storageName = "winnow-swipes";
const changed = "winnow-swipes-changed";

/** Swipes can be switched off; the browser remembers, since it is the device that has a touch screen. */
export function useSwipes(): [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(true);
  useEffect(() => {
    const read = () => setIsOn(localStorage.getItem(storageName) !== "off");
    read();
    window.addEventListener(changed, read);
    return () => window.removeEventListener(changed, read);
  }, []);
  return [
    isOn,
    (next) => {
      localStorage.setItem(storageName, next ? "on" : "off");
      window.dispatchEvent(new Event(changed));
    },
  ];
}
