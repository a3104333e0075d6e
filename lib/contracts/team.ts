import { z } from "zod";
import { completeSetupSchema } from "./accounts";
import { projectRoleSchema } from "./projects";

/** Days for which an invitation works, by the database's clock. */
export const invitationDays = 7;

const tokenSchema = z.string().min(1).max(200);

export const createInvitationSchema = z.object({ role: projectRoleSchema });

/** The token is told this once; only its hash is kept. */
export const createdInvitationSchema = z.object({ id: z.uuid(), token: tokenSchema });
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;

/** What a link can be: it works, its days are over, or a lead took it back. */
export const invitationStateSchema = z.enum(["open", "expired", "revoked"]);
export type InvitationState = z.infer<typeof invitationStateSchema>;

export const teamSchema = z.object({
  /** Leads first, then in the order in which they joined. */
  members: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      email: z.string(),
      role: projectRoleSchema,
      joinedAt: z.iso.datetime(),
    }),
  ),
  /** Newest first. */
  invitations: z.array(
    z.object({
      id: z.uuid(),
      role: projectRoleSchema,
      state: invitationStateSchema,
      createdBy: z.string(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      /** How many joined by it. */
      uses: z.number().int(),
    }),
  ),
});
export type Team = z.infer<typeof teamSchema>;

export const changeRoleSchema = z.object({ role: projectRoleSchema });

export const acceptInvitationSchema = z.object({ token: tokenSchema });

/** What somebody without an account sends: the token of the link and the account they want. */
export const joinAsNewSchema = z.object({ ...completeSetupSchema.shape, token: tokenSchema });
export type JoinAsNew = z.infer<typeof joinAsNewSchema>;

/** Where somebody got in. */
export const joinedSchema = z.object({ projectId: z.uuid(), role: projectRoleSchema });
export type Joined = z.infer<typeof joinedSchema>;
