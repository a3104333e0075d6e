import { handle } from "hono/vercel";
import { createApi } from "@/app/_server/api";
import { getServices } from "@/app/_server/services";
import { endpoints } from "../_routes";

export const dynamic = "force-dynamic";

const answer = handle(createApi(endpoints, getServices));

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
