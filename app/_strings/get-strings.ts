import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import { type Catalogue, catalogues } from "./catalogue";
import { readLanguage } from "./read-language";

/** For server components, as `useTranslations` of use-intl is for client components. */
export async function getStrings<Namespace extends NamespaceKeys<Catalogue, NestedKeyOf<Catalogue>>>(
  namespace: Namespace,
) {
  const locale = await readLanguage();
  return createTranslator({ locale, messages: catalogues[locale], namespace });
}
