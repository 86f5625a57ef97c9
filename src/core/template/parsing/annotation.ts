// Reads `<!-- hotfix: optional, due=after -->`, the comment with which a team corrects how one field is read.

import { list } from '../../model/markdown.ts';
import { didYouMean } from '../../support/did-you-mean.ts';
import type { BoxMeaning, Due, FieldKind } from '../template.ts';

export interface Annotation {
  readonly required?: boolean;
  readonly ignore?: boolean;
  readonly due?: Due;
  readonly kind?: FieldKind;
  readonly options?: readonly string[];
  readonly boxes?: BoxMeaning;
  readonly label?: string;
}

export interface AnnotationReading {
  readonly annotation: Annotation;
  /** One plain sentence for each unknown word. */
  readonly problems: readonly string[];
}

const KINDS: readonly FieldKind[] = [
  'text',
  'choice',
  'issue',
  'url',
  'datetime',
  'duration',
  'person',
  'yes-no',
  'checkboxes',
];
const MEANINGS: readonly BoxMeaning[] = ['all', 'one', 'any', 'slots', 'optional'];
const DUES: readonly Due[] = ['merge', 'after'];
const WORDS = ['required', 'optional', 'ignore', 'due', 'kind', 'options', 'boxes', 'label'] as const;

/**
 * Reads a comment's text; null where it is not an annotation. A comment that begins with `hotfix:` and goes on in
 * prose is for people: it counts as an annotation only if one of its words is ours.
 */
export function readAnnotation(comment: string): AnnotationReading | null {
  const body = /^\s*hotfix\s*:([\s\S]{1,1000})$/i.exec(comment)?.[1];
  if (body === undefined) return null;
  const parts = [...body.matchAll(/([\p{L}_-]+)(?:\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,]+)))?/gu)];
  if (!parts.some((part) => isWord(part[1] ?? ''))) return null;
  const annotation: { -readonly [Key in keyof Annotation]: Annotation[Key] } = {};
  const problems: string[] = [];
  for (const part of parts) {
    const word = part[1]?.toLowerCase() ?? '';
    const value = part[2] ?? part[3] ?? part[4];
    switch (word) {
      case 'required':
        annotation.required = true;
        break;
      case 'optional':
        annotation.required = false;
        break;
      case 'ignore':
        annotation.ignore = true;
        break;
      case 'label':
        if (value) annotation.label = value;
        else problems.push('`label` has no text. Write it like label="Severity".');
        break;
      case 'options': {
        const options = (value ?? '')
          .split('|')
          .map((option) => option.trim())
          .filter(Boolean);
        if (options.length > 0) annotation.options = options;
        else problems.push('`options` has no list. Write it like options="high|low".');
        break;
      }
      case 'due':
        take(word, value, DUES, problems, (due) => {
          annotation.due = due;
        });
        break;
      case 'kind':
        take(word, value, KINDS, problems, (kind) => {
          annotation.kind = kind;
        });
        break;
      case 'boxes':
        take(word, value, MEANINGS, problems, (boxes) => {
          annotation.boxes = boxes;
        });
        break;
      case '':
        break;
      default:
        problems.push(`Unknown word \`${word}\`.${suggestion(word, WORDS)}`);
    }
  }
  return { annotation, problems };
}

function isWord(word: string): boolean {
  return WORDS.some((known) => known === word.toLowerCase());
}

function take<T extends string>(
  word: string,
  value: string | undefined,
  known: readonly T[],
  problems: string[],
  set: (value: T) => void,
): void {
  const found = known.find((item) => item === value?.toLowerCase());
  if (found !== undefined) set(found);
  else
    problems.push(
      `Unknown value \`${word}=${value ?? ''}\`. Use ${list(known, 'or').markdown}.${suggestion(value ?? '', known)}`,
    );
}

function suggestion(word: string, known: readonly string[]): string {
  const near = didYouMean(word, known);
  return near === null ? '' : ` Did you mean \`${near}\`?`;
}
