/** Where the chosen language is kept, so that the first paint already has it. */
export const languageCookie = "winnow-language";
