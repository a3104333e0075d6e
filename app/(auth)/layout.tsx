import type { ReactNode } from "react";
import { CentredPage } from "../_components/centred-page";

/** For those who are not signed in. */
export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return <CentredPage>{children}</CentredPage>;
}
