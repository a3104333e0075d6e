import clsx from "clsx";
import { Check } from "lucide-react";
import { ClassMark } from "../../../../_components/class-mark";
import { GuessShare } from "./guess-share";
import { KeyCap } from "./key-cap";
import type { ClassKeys, LabelClass } from "./keymap";

interface LabelRowProps {
  readonly labelClass: LabelClass;
  readonly keys: ClassKeys | undefined;
  readonly disabled: boolean;
  /** Whether it is pressed and not sent yet. */
  readonly isChosen: boolean;
  /** How sure the model is of it; null where that is not shown. */
  readonly share: number | null;
  readonly onChoose: (labelClass: LabelClass) => void;
  readonly onPoint: (labelClass: LabelClass | null) => void;
}

/** One label: its digit, colour, name and letter, always at the same place. */
export function LabelRow(props: LabelRowProps) {
  const { labelClass, keys, disabled, isChosen, share, onChoose, onPoint } = props;
  const shortcuts = [keys?.digit?.replace("⇧", "Shift+"), keys?.letter?.toUpperCase()]
    .filter(Boolean)
    .join(" ");
  return (
    <button
      type="button"
      aria-disabled={disabled || undefined}
      aria-pressed={isChosen}
      aria-keyshortcuts={shortcuts || undefined}
      // The focus stays on the sample, so that Space goes on meaning skip after a press of the mouse.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(labelClass)}
      onPointerEnter={() => onPoint(labelClass)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => onPoint(labelClass)}
      onBlur={() => onPoint(null)}
      className={clsx(
        "flex min-h-13 w-full items-center gap-2 rounded-lg px-2.5 text-start md:gap-3 md:px-3 transition-colors active:bg-accent-soft aria-disabled:cursor-default",
        isChosen
          ? "bg-accent-soft shadow-[inset_0_0_0_2px_var(--accent)]"
          : "hover:bg-sunken aria-disabled:hover:bg-transparent",
      )}
    >
      <LabelFace labelClass={labelClass} keys={keys} isChosen={isChosen} share={share} />
    </button>
  );
}

interface LabelFaceProps extends Pick<LabelRowProps, "labelClass" | "keys" | "isChosen" | "share"> {
  /** One of a long list, in which few have a key: its place is kept, so that the names stand in line. */
  readonly isListed?: boolean;
}

/** The inside of a label, also of those in the search list. The check mark takes the place of the colour's mark. */
export function LabelFace({ labelClass, keys, isChosen, share, isListed = false }: LabelFaceProps) {
  return (
    <>
      {(keys?.digit || isListed) && (
        <span className={clsx("grid shrink-0 place-items-center pointer-coarse:hidden", isListed && "w-7")}>
          {keys?.digit && <KeyCap>{keys.digit}</KeyCap>}
        </span>
      )}
      <span className="grid size-4 shrink-0 place-items-center">
        {isChosen ? (
          <Check size={16} strokeWidth={3} aria-hidden="true" className="text-accent" />
        ) : (
          <ClassMark position={labelClass.position} />
        )}
      </span>
      <span
        title={labelClass.name}
        className="line-clamp-2 min-w-0 flex-1 leading-tight font-medium break-words"
      >
        {/* By its own direction, yet beside its mark. */}
        <bdi>{labelClass.name}</bdi>
      </span>
      {share !== null && <GuessShare share={share} />}
      {keys?.letter && (
        <KeyCap className="max-md:hidden pointer-coarse:hidden">{keys.letter.toUpperCase()}</KeyCap>
      )}
    </>
  );
}
