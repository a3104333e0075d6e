import { Dialog } from "../../../../_components/dialog";
import { KeyCap } from "./key-cap";
import type { ClassKeys, LabelClass } from "./keymap";

interface KeyTableProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly labelClasses: readonly LabelClass[];
  readonly keys: ReadonlyMap<string, ClassKeys>;
  readonly hasGuidelines: boolean;
  readonly singleKeys: boolean;
  readonly onSingleKeys: (isOn: boolean) => void;
}

const commandRows: readonly (readonly [string, readonly string[]])[] = [
  ["Skip the sample", ["Space"]],
  ["Undo, again and again", ["Z", "Backspace"]],
  ["Find a label by name", ["/"]],
  ["Guidelines", ["G"]],
  ["Details of the sample", ["I"]],
  ["This table", ["?"]],
];

/** Every key there is, in one place. */
export function KeyTable(props: KeyTableProps) {
  const keyed = props.labelClasses.filter(
    ({ id }) => props.keys.get(id)?.digit || props.keys.get(id)?.letter,
  );
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title="Keys"
      description="The number pad works too. While you type in a field, keys only type."
    >
      <table className="w-full">
        <caption className="sr-only">What each key does</caption>
        <tbody>
          {keyed.map(({ id, name }) => {
            const { digit, letter } = props.keys.get(id) ?? {};
            const caps = [digit, letter?.toUpperCase()].filter((cap) => cap != null);
            return <KeyRow key={id} meaning={name} caps={caps} />;
          })}
          {commandRows
            .filter(([, [cap]]) => cap !== "/" || keyed.length < props.labelClasses.length)
            .filter(([, [cap]]) => cap !== "G" || props.hasGuidelines)
            .map(([meaning, caps]) => (
              <KeyRow key={meaning} meaning={meaning} caps={caps} />
            ))}
        </tbody>
      </table>
      <label className="mt-4 flex min-h-11 items-center gap-3 border-t border-line pt-4">
        <input
          type="checkbox"
          checked={props.singleKeys}
          onChange={(event) => props.onSingleKeys(event.target.checked)}
          className="size-5 accent-accent"
        />
        Single keys label and undo. Switch this off for speech input.
      </label>
    </Dialog>
  );
}

function KeyRow({ meaning, caps }: { readonly meaning: string; readonly caps: readonly string[] }) {
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" dir="auto" className="py-1.5 pr-4 text-left font-normal wrap-anywhere">
        {meaning}
      </th>
      <td className="py-1.5 text-right whitespace-nowrap">
        {caps.map((cap) => (
          <span key={cap} className="ml-1.5">
            <span className="sr-only">{cap} </span>
            <KeyCap>{cap}</KeyCap>
          </span>
        ))}
      </td>
    </tr>
  );
}
