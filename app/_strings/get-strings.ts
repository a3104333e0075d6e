import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import { type Format, formatIn } from "../_components/format";
import type { Catalogue } from "./catalogue";
import { readLanguage } from "./read-language";

/** For server components, as `useTranslations` of use-intl is for client components. */
export async function getStrings<Namespace extends NamespaceKeys<Catalogue, NestedKeyOf<Catalogue>>>(
  namespace: Namespace,
) {
  const { language, strings } = await readLanguage();
  return createTranslator({ locale: language, messages: strings, namespace });
}

/** For server components, as `useFormat` is for client components. */
export async function getFormat(): Promise<Format> {
  return formatIn((await readLanguage()).language);
}
