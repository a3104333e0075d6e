/** The four commands of the WebDriver standard (https://www.w3.org/TR/webdriver2) that our pages are driven by. */
export interface Session {
  /** As in `Mozilla Firefox 153.8.0`. */
  readonly name: string;
  navigate(url: string): Promise<void>;
  /** Runs the body of a function in the page; what it returns has to be JSON. */
  execute(script: string, args: readonly unknown[]): Promise<unknown>;
  performActions(actions: readonly ActionSource[]): Promise<void>;
  /** Ends the browser and whatever was started for it. */
  close(): Promise<void>;
}

export interface ActionSource {
  readonly type: "key" | "pointer";
  readonly id: string;
  readonly actions: readonly Readonly<Record<string, unknown>>[];
}

/** What a browser or its driver says when it refuses a command. */
export class WebDriverError extends Error {
  constructor(command: string, answer: unknown) {
    super(`${command}: ${JSON.stringify(answer)}`);
    this.name = "WebDriverError";
  }
}
