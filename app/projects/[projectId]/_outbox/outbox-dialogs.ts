import { later } from "../../../_components/later";

/** What is needed only once something could not be sent. */
export const RefusedDialog = later(async () => (await import("./refused-dialog")).RefusedDialog);
export const WaitingDialog = later(async () => (await import("./waiting-dialog")).WaitingDialog);
/** Needs the server anyway: never fetched ahead. */
export const SignInDialog = later(async () => (await import("./sign-in-dialog")).SignInDialog);
