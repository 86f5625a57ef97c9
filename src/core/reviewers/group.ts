// Who may approve, or may authorise: a permission, the code owners, a team, a person; or any of several of them.
import { z } from 'zod';
import { type Login, parseLogin, parseTeamName, type TeamName } from '../model/ids.ts';
import { list, type Markdown, md } from '../model/markdown.ts';

export type Group =
  | { readonly kind: 'permission'; readonly least: 'write' | 'maintain' | 'admin' }
  | { readonly kind: 'code-owners' }
  | { readonly kind: 'team'; readonly team: TeamName }
  | { readonly kind: 'person'; readonly login: Login };

const PERMISSIONS = ['write', 'maintain', 'admin'] as const;

/** A text that names a group, or a sentence that says what it should be. */
export function parseGroup(text: string): Group | string {
  const least = PERMISSIONS.find((one) => one === text);
  if (least !== undefined) return { kind: 'permission', least };
  if (text === 'code-owners') return { kind: 'code-owners' };
  if (text.startsWith('@') && text.includes('/')) {
    const team = parseTeamName(text);
    return team === null ? 'Write a team as `@owner/team`' : { kind: 'team', team };
  }
  const login = text.startsWith('@') ? parseLogin(text.slice(1)) : null;
  if (login !== null) return { kind: 'person', login };
  return 'Use write, maintain, admin, code-owners, a team as `@owner/team` or a person as `@login`';
}

const group = z.string().superRefine((text, context) => {
  const parsed = parseGroup(text);
  if (typeof parsed === 'string') context.addIssue({ code: 'custom', message: parsed });
});

/** One or several; kept as they are written, so that two policies can be compared. */
export const groupsSetting = z.union([group, z.array(group).min(1)]);

export function groupsOf(setting: z.infer<typeof groupsSetting>): readonly Group[] {
  return [setting].flat().flatMap((text) => {
    const parsed = parseGroup(text);
    return typeof parsed === 'string' ? [] : [parsed];
  });
}

function groupText(one: Group): Markdown {
  switch (one.kind) {
    case 'permission':
      return one.least === 'admin'
        ? md`an administrator`
        : md`somebody with ${{ markdown: one.least }} access`;
    case 'code-owners':
      return md`a code owner`;
    case 'team':
      return md`a member of ${`@${one.team}`}`;
    case 'person':
      return md`${one.login}`;
  }
}

/** "somebody with write access", "a member of `@acme/seniors` or `grace`". */
export function groupsText(groups: readonly Group[]): Markdown {
  return list(groups.map(groupText), 'or');
}
