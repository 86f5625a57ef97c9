/** What everything that people write has in common: text, author, reactions, who may change it. */
import MarkdownIt from 'markdown-it';
import { authorAssociation } from '../../serialize/association.ts';
import type { Reaction, ReactionContent } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { type ConnectionInfo, connection, type PageArguments } from '../connection.ts';
import { actorNode, nodeOf, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

export interface Written {
  repo: Repository;
  id: number;
  authorId: number;
  body: string;
  createdAt: string;
  updatedAt: string;
  reactions: readonly Reaction[];
  /** Path of its page below the site. */
  path: string;
}

const markdown = new MarkdownIt({ html: false, breaks: true });

export const renderHtml = (text: string) => markdown.render(text).trim();

/** The text that a reader sees: the rendered form without its marks. */
export function renderText(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return renderHtml(text)
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? '')
    .trim();
}

/** REST's names of reactions → GraphQL's, in the order in which groups are listed. */
export const REACTIONS: readonly (readonly [ReactionContent, string])[] = [
  ['+1', 'THUMBS_UP'],
  ['-1', 'THUMBS_DOWN'],
  ['laugh', 'LAUGH'],
  ['hooray', 'HOORAY'],
  ['confused', 'CONFUSED'],
  ['heart', 'HEART'],
  ['rocket', 'ROCKET'],
  ['eyes', 'EYES'],
];

/** Eight groups, empty ones too, as GitHub lists them. */
export function reactionGroups(reactions: readonly Reaction[], { world, viewer }: QueryContext) {
  return REACTIONS.map(([content, name]) => {
    const group = reactions.filter((one) => one.content === content);
    const users = group.flatMap(({ userId }) => userNode(world.account(userId)) ?? []);
    const page = (args: PageArguments, _: QueryContext, info: ConnectionInfo) =>
      connection(info, users, args);
    return {
      content: name,
      createdAt: group[0]?.createdAt ?? null,
      viewerHasReacted: group.some(({ userId }) => userId === viewer.id),
      users: page,
      reactors: page,
    };
  });
}

export function reactionValue(reaction: Reaction, repo: Repository, { world }: QueryContext) {
  return {
    __typename: 'Reaction',
    content: REACTIONS.find(([content]) => content === reaction.content)?.[1] ?? null,
    createdAt: reaction.createdAt,
    databaseId: reaction.id,
    repository: nodeOf('Repository', { repo }),
    user: userNode(world.account(reaction.userId)),
  };
}

/** True for the author and for those with write access. */
function mayChange({ repo, authorId }: Written, context: QueryContext): boolean {
  return authorId === context.viewer.id || context.viewerReaches(repo, 'write');
}

/** The fields that Comment, Reactable and Updatable ask for; `of` finds the written thing in the object's source. */
export function writtenFields<N>(of: (source: N) => Written) {
  return {
    databaseId: (source: N) => of(source).id,
    repository: (source: N) => nodeOf('Repository', { repo: of(source).repo }),
    author: (source: N, _: never, { world }: QueryContext) => actorNode(world.account(of(source).authorId)),
    authorAssociation: (source: N, _: never, { world }: QueryContext) =>
      authorAssociation(world, of(source).repo, of(source).authorId),
    body: (source: N) => of(source).body,
    bodyHTML: (source: N) => renderHtml(of(source).body),
    bodyText: (source: N) => renderText(of(source).body),
    createdAt: (source: N) => of(source).createdAt,
    updatedAt: (source: N) => of(source).updatedAt,
    publishedAt: (source: N) => of(source).createdAt,
    createdViaEmail: () => false,
    includesCreatedEdit: () => false,
    resourcePath: (source: N, _: never, { world }: QueryContext) =>
      `/${world.fullName(of(source).repo)}${of(source).path}`,
    url: (source: N, _: never, { world }: QueryContext) =>
      `${world.urls.html}/${world.fullName(of(source).repo)}${of(source).path}`,
    reactionGroups: (source: N, _: never, context: QueryContext) =>
      reactionGroups(of(source).reactions, context),
    reactions: (source: N, args: PageArguments, context: QueryContext, info: ConnectionInfo) => {
      const { repo, reactions } = of(source);
      const values = reactions.map((reaction) => reactionValue(reaction, repo, context));
      return { ...connection(info, values, args), viewerHasReacted: reactions.some(isBy(context)) };
    },
    viewerDidAuthor: (source: N, _: never, context: QueryContext) =>
      of(source).authorId === context.viewer.id,
    viewerCanReact: () => true,
    viewerCanUpdate: (source: N, _: never, context: QueryContext) => mayChange(of(source), context),
    viewerCannotUpdateReasons: (source: N, _: never, context: QueryContext) =>
      mayChange(of(source), context) ? [] : ['INSUFFICIENT_ACCESS'],
  };
}

/** What comments and reviews answer besides. */
export function commentFields<N>(of: (source: N) => Written) {
  return {
    ...writtenFields(of),
    viewerCanDelete: (source: N, _: never, context: QueryContext) => mayChange(of(source), context),
    viewerCanMinimize: (source: N, _: never, context: QueryContext) =>
      context.viewerReaches(of(source).repo, 'write'),
  };
}

const isBy =
  ({ viewer }: QueryContext) =>
  ({ userId }: Reaction) =>
    userId === viewer.id;
