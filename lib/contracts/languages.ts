import { z } from "zod";
import { languages } from "./language-names";

export const languageSchema = z.enum(languages);
