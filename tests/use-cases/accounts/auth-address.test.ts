import { expect, test } from "vitest";
import { POST } from "@/app/api/auth/[...all]/route";

test.each(["/list-sessions", "/update-user", "/sign-up/email", "/sign-in/email/../../update-user"])(
  "%s is not offered, whoever asks",
  async (path) => {
    const response = await POST(new Request(`http://localhost:3000/api/auth${path}`, { method: "POST" }));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: "no_such_address" } });
  },
);
