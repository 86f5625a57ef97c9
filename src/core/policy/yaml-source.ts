// Reads YAML into plain values that remember their lines: only what a policy needs of YAML, hostile files included.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
} from 'yaml';
import { type Markdown, md } from '../model/markdown.ts';

export type PlainValue = string | number | boolean | null | undefined | PlainList | PlainMapping;
export interface PlainList extends ReadonlyArray<PlainValue> {}
/** Has no prototype, so that `__proto__` is a key like any other. An empty value (`key:`) is undefined. */
export interface PlainMapping {
  [key: string]: PlainValue;
}

export interface SourceProblem {
  readonly line: number | null;
  readonly message: Markdown;
  readonly help: Markdown | null;
}

export interface PolicySource {
  /** Empty where the file is, or where it could not be read. */
  readonly value: PlainMapping;
  readonly problems: readonly SourceProblem[];
  /** The 1-based line of the value at a path, or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number | null;
}

/** Measured: nothing of this size keeps the YAML parser busy for more than half a second, whatever it says. */
const LONGEST_FILE = 32_768;
/** The deepest setting lies four levels down. */
const DEEPEST_LEVEL = 10;

type Words = Pick<SourceProblem, 'message' | 'help'>;

/** Plain words for the mistakes that people make: what is wrong, and what to do. */
const SYNTAX: Readonly<Record<string, Words>> = {
  BAD_INDENT: {
    message: md`Uneven indentation`,
    help: md`Start keys of the same level in the same column`,
  },
  BAD_SCALAR_START: {
    message: md`A value cannot start with this character`,
    help: md`Put the value in quotes`,
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: md`More than one colon on this line`,
    help: md`Put the value in quotes, or on a line of its own`,
  },
  BLOCK_IN_FLOW: { message: md`Brackets and dashes are mixed in one list`, help: md`Use one of the two` },
  MISSING_CHAR: {
    message: md`A character is missing`,
    help: md`Close each bracket and quote, and write a colon after each key`,
  },
  MULTIPLE_DOCS: {
    message: md`The file holds more than one YAML document`,
    help: md`Remove the line ${'---'} between them`,
  },
  RESOURCE_EXHAUSTION: { message: md`The file is nested too deeply for a policy`, help: null },
  TAB_AS_INDENT: { message: md`Tab used for indentation`, help: md`Use spaces` },
};
const NOT_YAML: Words = { message: md`This is not valid YAML`, help: null };

function unreadable(words: Words, line: number | null): PolicySource {
  return { value: emptyMapping(), problems: [{ line, ...words }], lineOf: () => line };
}

export function emptyMapping(): PlainMapping {
  return Object.create(null);
}

/**
 * Reads one policy file. A mistake in the syntax leaves nothing of it standing: what the parser makes of the rest is a
 * guess, and a guessed policy is worse than the default.
 */
export function readPolicySource(text: string): PolicySource {
  if (text.length > LONGEST_FILE) {
    const message = md`The file is longer than ${LONGEST_FILE / 1024} KB`;
    return unreadable({ message, help: md`Shorten it; until then it is ignored` }, null);
  }
  const lines = new LineCounter();
  // Duplicate keys are found below: the parser's own search takes quadratic time. Directives cannot change the schema.
  const document = parseDocument(text.replace(/^\ufeff/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    schema: 'core',
    // "silent" would leave out that there is a second document.
    logLevel: 'error',
  });
  const error = document.errors[0];
  if (error !== undefined) {
    return unreadable(SYNTAX[error.code] ?? NOT_YAML, lines.linePos(error.pos[0]).line);
  }
  return new Walk(document, lines).read();
}

/** One pass over a parsed file. */
class Walk {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #problems: SourceProblem[] = [];
  readonly #places = new Map<string, number>();

  constructor(document: Document.Parsed, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  read(): PolicySource {
    const value = this.#value(this.#document.contents, []);
    const isMapping = typeof value === 'object' && value !== null && !isList(value);
    if (!isMapping && value !== null && value !== undefined) {
      this.#problem(
        this.#document.contents,
        md`The policy is not a mapping`,
        md`Write a key, a colon and a value on each line, such as ${'extends: workflow'}`,
      );
    }
    return {
      value: isMapping ? value : emptyMapping(),
      problems: this.#problems,
      lineOf: (path) => this.#lineOf(path),
    };
  }

  #lineOf(path: readonly PropertyKey[]): number | null {
    for (let length = path.length; length > 0; length--) {
      const line = this.#places.get(placeKey(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return null;
  }

  #line(node: ParsedNode | null): number | null {
    return node === null ? null : this.#lines.linePos(node.range[0]).line;
  }

  #problem(node: ParsedNode | null, message: Markdown, help: Markdown | null): undefined {
    this.#problems.push({ line: this.#line(node), message, help });
    return undefined;
  }

  #value(node: ParsedNode | null, path: readonly PropertyKey[]): PlainValue {
    if (path.length > DEEPEST_LEVEL)
      return this.#problem(node, md`This value is nested too deeply for a policy`, null);
    if (isAlias(node))
      return this.#problem(node, md`Alias ${`*${node.source}`} is not supported`, md`Write the value itself`);
    if (isMap<ParsedNode, ParsedNode | null>(node)) return this.#mapping(node.items, path);
    if (isSeq<ParsedNode>(node)) {
      return node.items.map((item, index) => {
        this.#note(item, [...path, index]);
        return this.#value(item, [...path, index]);
      });
    }
    const scalar: unknown = isScalar(node) ? node.value : null;
    if (typeof scalar === 'string' || typeof scalar === 'number' || typeof scalar === 'boolean')
      return scalar;
    return null;
  }

  #mapping(
    items: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[],
    path: readonly PropertyKey[],
  ): PlainMapping {
    const mapping = emptyMapping();
    const seen = new Set<string>();
    for (const { key: keyNode, value } of items) {
      if (!isScalar(keyNode)) {
        this.#problem(keyNode, md`This key is not a word`, md`Use one word for each key`);
        continue;
      }
      const key = String(keyNode.value);
      if (seen.has(key)) {
        // Which of the two was meant is a guess, so neither counts.
        this.#problem(keyNode, md`Duplicate key ${key}`, md`Keep one; until then both are ignored`);
        mapping[key] = undefined;
        continue;
      }
      seen.add(key);
      this.#note(keyNode, [...path, key]);
      mapping[key] = this.#value(value, [...path, key]) ?? undefined;
    }
    return mapping;
  }

  #note(node: ParsedNode | null, path: readonly PropertyKey[]): void {
    const line = this.#line(node);
    if (line !== null) this.#places.set(placeKey(path), line);
  }
}

function isList(value: PlainList | PlainMapping): value is PlainList {
  return Array.isArray(value);
}

function placeKey(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}
