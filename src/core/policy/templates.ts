// Finds the templates that a policy names: which file of which repository, and the playbook's own where that cannot be used.

import { organisationFiles, type PolicyFiles } from '../model/facts/repository.ts';
import { fullName } from '../model/ids.ts';
import { md } from '../model/markdown.ts';
import type { Playbook } from '../playbooks/playbook.ts';
import { didYouMean } from '../support/did-you-mean.ts';
import { parseTemplate } from '../template/parse.ts';
import { type Path, valueAt } from './key-paths.ts';
import type { Policy, PolicyTemplate } from './policy.ts';
import type { Reading } from './reading.ts';
import type { PlainMapping } from './yaml-source.ts';

const UNTIL_THEN = md`Until then, the playbook’s own template is used`;

const KEYS = ['pull-request', 'commit', 'bypass', 'post-mortem'] as const;

export type TemplateKey = (typeof KEYS)[number];

/** A template's path, and whose file names it: that repository has it. */
export interface NamedTemplate {
  readonly key: TemplateKey;
  readonly path: string;
  readonly isOwn: boolean;
}

/** @param standing the repository's own values in the policy; what else is named the organisation names */
export function namedTemplates(whole: PlainMapping, standing: readonly Path[]): readonly NamedTemplate[] {
  return KEYS.flatMap((key) => {
    const path = valueAt(whole, ['templates', key]);
    const isOwn = standing.some(([section, name]) => section === 'templates' && name === key);
    return typeof path === 'string' ? [{ key, path, isOwn }] : [];
  });
}

function textsOf({ isOwn }: NamedTemplate, files: PolicyFiles): ReadonlyMap<string, string | null> {
  return isOwn ? files.texts : (organisationFiles(files)?.texts ?? new Map());
}

/** The named files that were not read yet. */
export function isRead(named: NamedTemplate, files: PolicyFiles): boolean {
  return textsOf(named, files).has(named.path);
}

/** Where a policy's template lies, as its name: `.github/hotfix.md`, or `acme/.github/hotfix.md` of the organisation. */
function sourceOf({ path, isOwn }: NamedTemplate, files: PolicyFiles): string {
  const organisation = organisationFiles(files);
  return isOwn || organisation === null ? path : `${fullName(organisation.repository)}/${path}`;
}

function templateOf(named: NamedTemplate, files: PolicyFiles, reading: Reading): PolicyTemplate | null {
  const { key, path, isOwn } = named;
  const texts = textsOf(named, files);
  const text = texts.get(path) ?? null;
  if (text === null) {
    const others = [...texts].flatMap(([name, content]) => (content === null ? [] : [name]));
    const where = { markdown: isOwn ? 'on the base branch' : 'in the organisation’s repository' };
    reading.add(['templates', key], md`Template ${path} does not exist ${where}`, {
      help: UNTIL_THEN,
      didYouMean: didYouMean(path, others),
    });
    return null;
  }
  const template = parseTemplate(text);
  // A binary file reads as a NUL.
  if (template.fields.length > 0 && !text.includes('\u0000'))
    return { source: sourceOf(named, files), template };
  reading.add(['templates', key], md`Template ${path} asks for nothing`, {
    help: md`Add a heading, a label or a box that has to be filled in. ${UNTIL_THEN}`,
  });
  return null;
}

/** @param readings where mistakes are reported: the file that names the template */
export function templatesOf(
  all: readonly NamedTemplate[],
  files: PolicyFiles,
  readings: { readonly own: Reading; readonly organisation: Reading | null },
  playbook: Playbook,
): Policy['templates'] {
  const templateFor = (key: TemplateKey, builtIn: string): PolicyTemplate => {
    const named = all.find((one) => one.key === key);
    const reading = named?.isOwn === false ? readings.organisation : readings.own;
    const found = named === undefined || reading === null ? null : templateOf(named, files, reading);
    return found ?? { source: `playbook ${playbook.name}`, template: parseTemplate(builtIn) };
  };
  const { pullRequest, commit, bypass, postMortem } = playbook.templates;
  return {
    pullRequest: templateFor('pull-request', pullRequest),
    commit: templateFor('commit', commit),
    bypass: templateFor('bypass', bypass),
    postMortem: templateFor('post-mortem', postMortem),
  };
}
