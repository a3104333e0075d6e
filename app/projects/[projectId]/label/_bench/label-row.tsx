import { ClassMark } from "../../../../_components/class-mark";
import { KeyCap } from "./key-cap";
import type { ClassKeys, LabelClass } from "./keymap";

interface LabelRowProps {
  readonly labelClass: LabelClass;
  readonly keys: ClassKeys | undefined;
  readonly disabled: boolean;
  readonly onChoose: (labelClass: LabelClass) => void;
  readonly onPoint: (labelClass: LabelClass | null) => void;
}

/** One label: its digit, colour, name and letter, always at the same place. */
export function LabelRow({ labelClass, keys, disabled, onChoose, onPoint }: LabelRowProps) {
  const shortcuts = [keys?.digit, keys?.letter?.toUpperCase()].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      aria-disabled={disabled || undefined}
      aria-keyshortcuts={shortcuts || undefined}
      // The focus stays on the sample, so that Space goes on meaning skip after a press of the mouse.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(labelClass)}
      onPointerEnter={() => onPoint(labelClass)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => onPoint(labelClass)}
      onBlur={() => onPoint(null)}
      className="flex min-h-13 w-full items-center gap-3 rounded-lg px-3 text-left transition-colors hover:bg-sunken active:bg-accent-soft aria-disabled:cursor-default aria-disabled:hover:bg-transparent"
    >
      <LabelFace labelClass={labelClass} keys={keys} />
    </button>
  );
}

/** The inside of a label, also of those in the search list. */
export function LabelFace({ labelClass, keys }: Pick<LabelRowProps, "labelClass" | "keys">) {
  return (
    <>
      {keys?.digit && <KeyCap>{keys.digit}</KeyCap>}
      <ClassMark position={labelClass.position} />
      <span
        dir="auto"
        title={labelClass.name}
        className="line-clamp-2 min-w-0 flex-1 leading-tight font-medium break-words"
      >
        {labelClass.name}
      </span>
      {keys?.letter && <KeyCap className="max-md:hidden">{keys.letter.toUpperCase()}</KeyCap>}
    </>
  );
}
