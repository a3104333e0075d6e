import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { UserSettings } from "@/lib/contracts/user-settings";
import { Dialog } from "../../../../_components/dialog";
import { benchCommands, keyCap } from "./bench-commands";
import { KeyCap } from "./key-cap";
import type { Keymap, LabelClass } from "./keymap";
import { RemapButton } from "./remap-button";

interface KeyTableProps {
  readonly onClose: () => void;
  readonly labelClasses: readonly LabelClass[];
  readonly keymap: Keymap;
  readonly hasGuidelines: boolean;
  readonly hasImages: boolean;
  readonly hasGuesses: boolean;
  readonly settings: UserSettings;
  readonly onSettings: (changes: Partial<UserSettings>) => void;
}

/** Every key there is, in one place, and where commands get others. */
export function KeyTable(props: KeyTableProps) {
  const { keymap, settings, onSettings, labelClasses } = props;
  const t = useTranslations("bench.keys");
  const image = useTranslations("bench.sample");
  const tBinary = useTranslations("bench.binary");
  const nameOf = (id: string) =>
    id === "yes" || id === "no" ? tBinary(id) : labelClasses.find((each) => each.id === id)?.name;
  const keyed = [...keymap.labels].flatMap(([id, { digit, letter }]) => {
    const caps = [digit, letter?.toUpperCase()].filter((cap) => cap != null);
    return caps.length === 0 ? [] : [{ id, name: nameOf(id) ?? "", caps }];
  });
  const commands = benchCommands
    .filter((command) => command !== "search" || keymap.isLongList)
    .filter((command) => command !== "guidelines" || props.hasGuidelines)
    .filter((command) => command !== "take" || props.hasGuesses);
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      title={t("title")}
      description={t(keymap.isLongList ? "hintLong" : "hint")}
    >
      {/* What a row says of its key is as wide as this. */}
      <div className="@container">
        <table className={clsx("w-full", !settings.singleKeys && "[&_kbd]:text-muted [&_kbd]:opacity-50")}>
          <caption className="sr-only">{t("caption")}</caption>
          <tbody>
            {keyed.map(({ id, name, caps }) => (
              <KeyRow key={id} meaning={name} caps={caps} />
            ))}
            {commands.map((command) => (
              <KeyRow
                key={command}
                meaning={t(command)}
                caps={keymap.commands[command].map((key) => (key === " " ? t("space") : keyCap(key)))}
                change={
                  <RemapButton
                    command={command}
                    keymap={keymap}
                    labelClasses={labelClasses}
                    remapped={settings.keys}
                    onRemap={(keys) => onSettings({ keys })}
                  />
                }
              />
            ))}
            {props.hasImages && (
              <>
                <KeyRow meaning={image("zoomIn")} caps={["+"]} />
                <KeyRow meaning={image("zoomOut")} caps={["−"]} />
              </>
            )}
          </tbody>
        </table>
      </div>
      <label className="mt-4 flex min-h-11 items-center gap-3 border-t border-line pt-4">
        <input
          type="checkbox"
          checked={settings.singleKeys}
          onChange={(event) => onSettings({ singleKeys: event.target.checked })}
          className="size-5 accent-accent"
        />
        {t("switch")}
      </label>
    </Dialog>
  );
}

interface KeyRowProps {
  readonly meaning: string;
  readonly caps: readonly string[];
  readonly change?: ReactNode;
}

function KeyRow({ meaning, caps, change }: KeyRowProps) {
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" dir="auto" className="py-1.5 pe-3 text-start font-normal hyphens-auto wrap-anywhere">
        {meaning}
      </th>
      <td className="py-1.5">
        <span className="flex flex-wrap justify-end gap-1.5">
          {caps.map((cap) => (
            <span key={cap}>
              <span className="sr-only">{cap} </span>
              <KeyCap>{cap}</KeyCap>
            </span>
          ))}
        </span>
      </td>
      {/* Wide enough for two buttons, so that a key of one's own moves nothing; on a phone they stand one above the other. */}
      <td className="relative w-11 py-1 ps-2 sm:w-19 sm:pointer-coarse:w-25">{change}</td>
    </tr>
  );
}
