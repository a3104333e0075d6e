import { hashPassword } from "better-auth/crypto";
import type { Db } from "@/db/client";
import { accounts, users } from "@/db/schema/accounts";
import type { JoinAsNew, Joined } from "../contracts/team";
import { ConflictError, ForbiddenError } from "../errors";
import { acceptInvitation, requireOpenInvitation } from "./accept-invitation";
import { countAttempt } from "./count-attempt";
import { hashOfInvitationToken } from "./create-invitation";

export interface JoinAsNewInput extends JoinAsNew {
  readonly newId: () => string;
}

/** A class of students may open one link at the same moment; a program that tries addresses is slowed down. */
const joinsPerMinute = 60;

/**
 * Makes an account for whoever holds an invitation, and the membership with it: both or neither. That an
 * address is taken is told to holders of an invitation only, as many times a minute as they may join.
 */
export async function joinAsNew(db: Db, input: JoinAsNewInput): Promise<Joined> {
  await requireOpenInvitation(db, input.token);
  if (
    !(await countAttempt(db, {
      kind: "join",
      at: hashOfInvitationToken(input.token),
      perMinute: joinsPerMinute,
    }))
  ) {
    throw tooManyJoins();
  }
  // Before the transaction: the hash takes a tenth of a second, too long to hold a lock.
  const password = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    const userId = input.newId();
    const made = await tx
      .insert(users)
      .values({ id: userId, name: input.name, email: input.email })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id });
    if (made.length === 0) throw addressTaken();
    await tx
      .insert(accounts)
      .values({ id: input.newId(), accountId: userId, providerId: "credential", userId, password });
    return acceptInvitation(tx, { token: input.token, userId });
  });
}

function addressTaken(): ConflictError {
  return new ConflictError({
    code: "account_exists",
    what: "There is an account with this e-mail address already.",
    next: "Sign in with it instead. Nothing was changed.",
  });
}

function tooManyJoins(): ForbiddenError {
  return new ForbiddenError({
    code: "too_many_joins",
    what: "Very many people are joining by this link at this moment.",
    next: "Wait a minute, then try again. Nothing was changed.",
    retryable: true,
  });
}
