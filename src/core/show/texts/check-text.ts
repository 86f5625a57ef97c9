// What a check run says.

/** The words of a check run: Markdown that is safe to publish. */
export interface CheckText {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}
