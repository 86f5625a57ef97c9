// Renders Markdown about as GitHub shows it: its flavour, its sanitising, nothing loaded from elsewhere.
import MarkdownIt from 'markdown-it';
import taskLists from 'markdown-it-task-lists';
import sanitize from 'sanitize-html';

const markdown = new MarkdownIt({ html: true, linkify: true }).use(taskLists);

const ALLOWED = {
  allowedTags: [...sanitize.defaults.allowedTags, 'details', 'summary', 'input', 'del'],
  allowedAttributes: {
    a: ['href'],
    input: ['type', 'checked', 'disabled'],
    code: ['class'],
    li: ['class'],
    ul: ['class'],
  },
};

export function renderMarkdown(text: string): string {
  return sanitize(markdown.render(text), ALLOWED);
}
