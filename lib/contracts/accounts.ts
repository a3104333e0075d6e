import { z } from "zod";
import { nameProblem } from "./name-problem";

export const passwordLength = { min: 10, max: 128 } as const;

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Give an e-mail address, like ada@example.org."));

export const newPasswordSchema = z
  .string()
  .min(passwordLength.min, `Use at least ${passwordLength.min} characters; a short sentence is fine.`)
  .max(passwordLength.max, `Use at most ${passwordLength.max} characters.`);

/** What the setup page sends: the one-time token of its link and the owner's account. */
export const completeSetupSchema = z.object({
  token: z.string().min(1).max(200),
  name: z
    .string()
    .trim()
    .min(1, "Give your name.")
    .max(100, "At most 100 characters.")
    .refine((given) => nameProblem(given) === null, {
      error: ({ input }) => `It ${nameProblem(String(input))}.`,
    }),
  email,
  password: newPasswordSchema,
});
export type CompleteSetup = z.infer<typeof completeSetupSchema>;

export const signInSchema = z.object({
  email,
  password: z.string().min(1, "Give your password."),
});
export type SignIn = z.infer<typeof signInSchema>;
