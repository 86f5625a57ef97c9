// Commands to paste. A branch's name comes from outside and may hold `;`, `$` or quotes: it is quoted before it gets in.

/** One word of a POSIX shell command, quoted where it has to be. */
export function shellWord(text: string): string {
  return /^[\w./@:=+-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Lines of shell: sh`git push origin ${branch}` quotes what is put in. */
export function sh(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((line, part, index) => `${line}${shellWord(String(values[index - 1] ?? ''))}${part}`);
}
