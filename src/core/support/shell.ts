// Text to paste into a POSIX shell, bash above all. Branches, paths, labels and messages come from outside and may hold anything:
// what is pasted runs the commands that stand in our source, each with exactly the words that the reader sees, or it is not printed.

declare const shell: unique symbol;
/** Text that only this module makes, so that no other text is printed as commands. */
export type ShellText = string & { readonly [shell]: 'ShellText' };

/** More UTF-16 units than these nobody reads before pasting. Far below what a page cuts: half a command is another command. */
export const LONGEST_SHELL_TEXT = 4_000;

/** Control and direction characters, separators of lines and halves of surrogate pairs. A joiner may be part of an emoji. */
const CONTROLS = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Characters that take no room on the screen. Within an emoji they change how it looks. */
const INVISIBLE = /[\u2800\p{Default_Ignorable_Code_Point}]/u;
const EMOJI = /(?:\p{RGI_Emoji}|\p{Extended_Pictographic})\ufe0f?/gv;

/** Whether text on one line looks like what it is: nothing in it is hidden, reorders the rest or acts on a terminal. */
export function isPlainlyShown(text: string): boolean {
  return !CONTROLS.test(text) && !INVISIBLE.test(text.replace(EMOJI, ''));
}

/** The end of a line in any spelling becomes a line feed: a lone carriage return ends a line for terminals and web pages too. */
function linesOf(text: string): readonly string[] {
  return text.trimEnd().split(/\r\n|\r|\n/);
}

/** Whether text of several lines can be shown as it is. A tab would complete words where it is pasted. */
export function areLinesPlainlyShown(text: string): boolean {
  return linesOf(text).every(isPlainlyShown);
}

/** One word of a command. Empty, or with anything but these characters in it, it is quoted. */
function wordOf(text: string): string {
  return /^[\w./-][\w./@:=+-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function checked(text: string): ShellText | null {
  return text.length > LONGEST_SHELL_TEXT ? null : (text as ShellText);
}

/**
 * A line of shell: sh`git push -- origin ${branch}` quotes what is put in; of a list, each word. Quotes do not keep a word that
 * begins with a hyphen from being an option: words from outside stand behind `--`, or behind `=` as an option's value.
 * Null where a word holds something that its reader can't see.
 */
export function sh(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | readonly string[])[]
): ShellText | null {
  const words = values.map((value) => [value].flat().map(String));
  if (!words.flat().every(isPlainlyShown)) return null;
  return checked(String.raw({ raw: parts }, ...words.map((some) => some.map(wordOf).join(' '))));
}

/** Commands below each other, or pieces of one command beside each other. Null where one is, or all is too long. */
export function joinShell(
  pieces: readonly (ShellText | null)[],
  separator: '\n' | ' ' = '\n',
): ShellText | null {
  return pieces.includes(null) ? null : checked(pieces.join(separator));
}

/** A line that a shell passes over. */
export function shellComment(text: string): ShellText | null {
  return isPlainlyShown(text) ? checked(`# ${text}`) : null;
}

/** Gives text to a command's standard input. Null where it is too long or can't be shown as it is: then a file has to bring it. */
export function hereDocument(command: ShellText | null, text: string): ShellText | null {
  if (command === null || !areLinesPlainlyShown(text)) return null;
  const lines = linesOf(text);
  let end = 'MESSAGE';
  while (lines.includes(end)) end += '_';
  return checked([`${command} <<'${end}'`, ...lines, end].join('\n'));
}

/** A branch as `git push` takes it: a plus at the beginning would be read as "by force". */
export function pushedBranch(name: string): string {
  return name.startsWith('+') ? `refs/heads/${name}` : name;
}

/** One path as git's commands take it: an asterisk in a name would be read as "all files". */
export function onePath(path: string): string {
  return /^:|[*?[\\]/.test(path) ? `:(literal)${path}` : path;
}

/** One label as `gh` takes it: it reads a list of values parted by commas, with quotes as in CSV. */
export function oneOfList(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
