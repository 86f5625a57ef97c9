/** Elements whose content is shown as a quote, as code or as deleted, or not at all: a pattern. */
export const QUOTING_ELEMENTS = 'blockquote|pre|code|samp|tt|q|del|s|strike|template';
