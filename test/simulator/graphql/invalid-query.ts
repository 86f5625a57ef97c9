/** Queries that never run, told in GitHub's words: it is graphql-ruby, whose sentences clients look for. */
import type { GraphQLError } from 'graphql';
import type { JsonObject } from '../json.ts';

interface Wording {
  pattern: RegExp;
  say: (match: RegExpExecArray) => { message: string; extensions: JsonObject };
}

const part = (match: RegExpExecArray, at: number): string => match[at] ?? '';

/** graphql-js's sentence → graphql-ruby's, with its machine-readable code. */
const WORDINGS: readonly Wording[] = [
  {
    pattern: /^Cannot query field "(\w+)" on type "(\w+)"/,
    say: (match) => ({
      message: `Field '${part(match, 1)}' doesn't exist on type '${part(match, 2)}'`,
      extensions: { code: 'undefinedField', typeName: part(match, 2), fieldName: part(match, 1) },
    }),
  },
  {
    pattern: /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    say: (match) => ({
      message: `Field '${part(match, 2)}' doesn't accept argument '${part(match, 1)}'`,
      extensions: {
        code: 'argumentNotAccepted',
        name: part(match, 2),
        typeName: 'Field',
        argumentName: part(match, 1),
      },
    }),
  },
  {
    pattern: /^Field "(\w+)" argument "(\w+)" of type/,
    say: (match) => ({
      message: `Field '${part(match, 1)}' is missing required arguments: ${part(match, 2)}`,
      extensions: {
        code: 'missingRequiredArguments',
        className: 'Field',
        name: part(match, 1),
        arguments: part(match, 2),
      },
    }),
  },
  {
    pattern: /^Variable "\$(\w+)" is not defined/,
    say: (match) => ({
      message: `Variable $${part(match, 1)} is used by anonymous query but not declared`,
      extensions: { code: 'variableNotDefined', variableName: part(match, 1) },
    }),
  },
  {
    pattern: /^Variable "\$(\w+)" of required type "([^"]+)" was not provided/,
    say: (match) => ({
      message: `Variable $${part(match, 1)} of type ${part(match, 2)} was provided invalid value`,
      extensions: { value: null, problems: [{ path: [], explanation: 'Expected value to not be null' }] },
    }),
  },
  {
    pattern: /^Variable "\$(\w+)" got invalid value (.+?)(?: at "[^"]*")?; (.+)$/s,
    say: (match) => ({
      message: `Variable $${part(match, 1)} was provided invalid value`,
      extensions: { value: part(match, 2), problems: [{ path: [], explanation: part(match, 3) }] },
    }),
  },
  {
    pattern: /^Field "(\w+)" of type "([^"]+)" must have a selection of subfields/,
    say: (match) => ({
      message: `Field must have selections (field '${part(match, 1)}' returns ${part(match, 2).replace(/[![\]]/g, '')} but has no selections. Did you mean '${part(match, 1)} { ... }'?)`,
      extensions: {
        code: 'selectionMismatch',
        nodeName: `field '${part(match, 1)}'`,
        typeName: part(match, 2),
      },
    }),
  },
];

/** One entry of `errors` for a query that was refused before it ran. */
export function describeInvalid(error: GraphQLError): JsonObject {
  const locations = (error.locations ?? []).map(({ line, column }) => ({ line, column }));
  const at = locations[0];
  if (error.message.startsWith('Syntax Error'))
    return {
      message: `Parse error${at ? ` at [${at.line}, ${at.column}]` : ''}: ${error.message.replace(/^Syntax Error: /, '')}`,
      locations,
    };
  for (const { pattern, say } of WORDINGS) {
    const match = pattern.exec(error.message);
    if (match) return { ...say(match), locations };
  }
  return { message: error.message, locations };
}
