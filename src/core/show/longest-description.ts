// GitHub refuses a longer description: characters. Cutting one would take away what people wrote.
export const LONGEST_DESCRIPTION = 65_536;
