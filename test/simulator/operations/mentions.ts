/** Who is mentioned in a text. */

/** The whole login and no part of a longer one: `@grace_acme` mentions grace_acme, not grace. */
export function mentions(text: string, login: string): boolean {
  const found = text.toLowerCase().matchAll(/(?<![a-z0-9_`/])@([a-z0-9](?:[a-z0-9_-]*[a-z0-9_])?)(?!\/)/g);
  return [...found].some(([, name]) => name === login.toLowerCase());
}
