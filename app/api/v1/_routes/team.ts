import { randomBytes } from "node:crypto";
import { z } from "zod";
import { projectEndpoint, serverEndpoint } from "@/app/_server/endpoint";
import { readTeam } from "@/db/queries/team";
import { acceptInvitation } from "@/lib/access/accept-invitation";
import { changeRole } from "@/lib/access/change-role";
import { createInvitation } from "@/lib/access/create-invitation";
import { removeMember } from "@/lib/access/remove-member";
import { revokeInvitation } from "@/lib/access/revoke-invitation";
import { plainText } from "@/lib/contracts/plain-text";
import {
  acceptInvitationSchema,
  changeRoleSchema,
  createdInvitationSchema,
  createInvitationSchema,
  joinedSchema,
  teamSchema,
} from "@/lib/contracts/team";

/** 192 bits. */
const newToken = () => randomBytes(24).toString("base64url");

const member = { userId: plainText.min(1).max(100) };

export const teamEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/team",
    summary: "The members of a project, and its invitations",
    action: "project.lead",
    answer: teamSchema,
    handle: ({ db, params }) => readTeam(db, params.projectId),
  }),
  projectEndpoint({
    method: "patch",
    path: "/projects/{projectId}/members/{userId}",
    summary: "Give a member another role; a project keeps a lead",
    action: "project.lead",
    params: member,
    body: changeRoleSchema,
    handle: ({ db, params, body }) => changeRole(db, { ...params, ...body }),
  }),
  projectEndpoint({
    method: "delete",
    path: "/projects/{projectId}/members/{userId}",
    summary: "Take a member off the project; their annotations stay",
    action: "project.lead",
    params: member,
    handle: ({ db, params }) => removeMember(db, params),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/invitations",
    summary: "Make a link by which people join; its token is told this once",
    action: "project.lead",
    body: createInvitationSchema,
    answer: createdInvitationSchema,
    handle: async ({ db, params, body, user, newId }) => {
      const made = { id: newId(), token: newToken() };
      await createInvitation(db, { ...made, ...params, ...body, createdBy: user.id });
      return made;
    },
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/invitations/{invitationId}/revoke",
    summary: "End an invitation; who joined by it stays",
    action: "project.lead",
    params: { invitationId: z.uuid() },
    handle: ({ db, params }) => revokeInvitation(db, params),
  }),
  serverEndpoint({
    method: "post",
    path: "/invitations/accept",
    summary: "Join the project that a link invites to",
    action: "server.enter",
    body: acceptInvitationSchema,
    answer: joinedSchema,
    handle: ({ db, body, user }) => acceptInvitation(db, { ...body, userId: user.id }),
  }),
];
