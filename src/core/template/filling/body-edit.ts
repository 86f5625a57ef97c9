// Edits a body line by line and keeps what it does not touch byte for byte, line ends included.

/** Lines in, edits noted, text out. Line numbers are those of the body as it came, 1-based. */
export class BodyEdit {
  private readonly lines: readonly { text: string; end: string }[];
  private readonly replaced = new Map<number, string | null>();
  private readonly added = new Map<number, string[]>();
  private readonly newline: string;

  constructor(body: string) {
    const parts = body.split(/(\r\n|\n|\r)/);
    const lines: { text: string; end: string }[] = [];
    for (let index = 0; index < parts.length; index += 2)
      lines.push({ text: parts[index] ?? '', end: parts[index + 1] ?? '' });
    this.lines = lines;
    this.newline = lines[0]?.end || '\n';
  }

  get length(): number {
    return this.lines.length;
  }

  /** The line as it stands now; null where it was removed. */
  line(number: number): string | null {
    const replacement = this.replaced.get(number);
    return replacement === undefined ? (this.lines[number - 1]?.text ?? '') : replacement;
  }

  replace(number: number, text: string): void {
    this.replaced.set(number, text);
  }

  remove(number: number): void {
    this.replaced.set(number, null);
  }

  /** Adds lines behind a line (0: in front of everything), behind those already added there. */
  add(after: number, texts: readonly string[]): void {
    const there = this.added.get(after) ?? [];
    for (const text of texts) there.push(text);
    this.added.set(after, there);
  }

  /** The last line put behind `number`, or the line itself: what a following insertion would stand under. */
  lastAt(number: number): string {
    return this.added.get(number)?.at(-1) ?? (number === 0 ? '' : (this.line(number) ?? ''));
  }

  hasEdits(): boolean {
    return this.replaced.size > 0 || this.added.size > 0;
  }

  toString(): string {
    const out: { text: string; end: string }[] = [];
    const push = (texts: readonly string[] | undefined): void => {
      for (const text of texts ?? []) out.push({ text, end: this.newline });
    };
    push(this.added.get(0));
    this.lines.forEach((line, index) => {
      const text = this.line(index + 1);
      if (text !== null) out.push({ text, end: line.end });
      push(this.added.get(index + 1));
    });
    return out
      .map(({ text, end }, index) =>
        index === out.length - 1
          ? text + (index === this.lines.length - 1 || this.lines.at(-1)?.text === '' ? end : '')
          : text + (end || this.newline),
      )
      .join('');
  }
}
