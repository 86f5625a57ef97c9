// A commit message file as git itself will read it: comments and everything below the scissors left out.

const SCISSORS = /^# -+ >8 -+$/;

/** What git keeps of `.git/COMMIT_EDITMSG` with its usual clean-up. */
export function cleanMessage(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const scissors = lines.findIndex((line) => SCISSORS.test(line));
  const kept = scissors < 0 ? lines : lines.slice(0, scissors);
  return kept
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Messages that git prepares by itself, or that an autosquash will swallow. */
export function isPrepared(message: string): boolean {
  return /^(?:Merge |Revert "|fixup! |squash! |amend! )/.test(message);
}
