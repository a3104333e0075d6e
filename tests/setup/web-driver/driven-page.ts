import { waitFor } from "../wait-for";
import type { Session } from "./session";

/** Keys without a character of their own, as WebDriver spells them. */
const specialKeys: Readonly<Record<string, string>> = {
  Backspace: "\uE003",
  Enter: "\uE007",
  Shift: "\uE008",
  Escape: "\uE00C",
  Space: " ",
};

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Finds what is on the screen by a selector, and by its text or label where a name is given. */
const find = `const find = (selector, name) => [...document.querySelectorAll(selector)].find((element) => {
  const { width, height } = element.getBoundingClientRect();
  const names = [element.getAttribute("aria-label"), element.innerText, ...[...(element.labels ?? [])].map((label) => label.innerText)];
  return width > 0 && height > 0 && (name === null || names.some((text) => text?.trim() === name));
});`;

/** One page in any browser, used by real keys and a real pointer. */
export class DrivenPage {
  constructor(private readonly session: Session) {}

  open(url: string): Promise<void> {
    return this.session.navigate(url);
  }

  run<Result>(script: string, ...args: unknown[]): Promise<Result> {
    return this.session.execute(script, args) as Promise<Result>;
  }

  /** Runs statements as a script of the page: a driver's may be kept apart from what the page sees. */
  runAsOwn(script: string): Promise<void> {
    const insert = `const script = document.createElement("script");
      script.text = "{" + arguments[0] + "}";
      document.head.append(script);`;
    return this.run(insert, script);
  }

  /** The text of the page, or of what the selector finds; null while there is none. */
  text(selector = "body"): Promise<string | null> {
    return this.run("return document.querySelector(arguments[0])?.innerText.trim() || null", selector);
  }

  see(words: string): Promise<true> {
    return waitFor(`"${words}" on the screen`, async () => (await this.text())?.includes(words) === true);
  }

  async click(selector: string, name: string | null = null): Promise<void> {
    const at = await this.middleOf(selector, name);
    await this.point([{ type: "pointerMove", duration: 0, ...at }, ...press([])]);
  }

  async drag(selector: string, by: Point): Promise<void> {
    const at = await this.middleOf(selector, null);
    const to = { x: at.x + by.x, y: at.y + by.y };
    const move = { type: "pointerMove", duration: 100, ...to };
    await this.point([{ type: "pointerMove", duration: 0, ...at }, ...press([move])]);
  }

  /** Clicks into a field and types. */
  async fill(selector: string, text: string): Promise<void> {
    await this.click(selector);
    await this.type(text);
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.press(character);
  }

  /** All of them down, then up again. */
  async press(...keys: string[]): Promise<void> {
    const values = keys.map((key) => specialKeys[key] ?? key);
    const down = values.map((value) => ({ type: "keyDown", value }));
    const up = values.reverse().map((value) => ({ type: "keyUp", value }));
    await this.session.performActions([{ type: "key", id: "keyboard", actions: [...down, ...up] }]);
  }

  /** In pixels of the window, once it is there, scrolled to. */
  private middleOf(selector: string, name: string | null): Promise<Point> {
    return waitFor(`${selector} ${name ?? ""}`, () =>
      this.run<Point | null>(
        `${find}
        const element = find(arguments[0], arguments[1]);
        if (!element) return null;
        element.scrollIntoView({ block: "nearest", behavior: "instant" });
        const { left, top, width, height } = element.getBoundingClientRect();
        return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };`,
        selector,
        name,
      ),
    );
  }

  private point(actions: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    return this.session.performActions([{ type: "pointer", id: "mouse", actions }]);
  }
}

function press(between: readonly Readonly<Record<string, unknown>>[]) {
  return [{ type: "pointerDown", button: 0 }, ...between, { type: "pointerUp", button: 0 }];
}
