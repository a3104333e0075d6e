import { redirect } from "next/navigation";
import { pageUser } from "./_server/session";

export const dynamic = "force-dynamic";

export default async function HomePage() {
  redirect((await pageUser()) ? "/projects" : "/sign-in");
}
