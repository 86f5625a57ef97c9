/** The labels of a repository. */
import { z } from 'zod';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound, validationFailed } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import type { JsonObject } from '../json.ts';
import { serializeLabel } from '../serialize/label.ts';
import type { Label } from '../state/issues.ts';

const body = z.object({
  name: z.string().optional(),
  new_name: z.string().optional(),
  color: z.string().optional(),
  description: z.string().nullish(),
});

function labelOf({ call, repo }: RepositoryCall): Label {
  const name = call.param('name').toLowerCase();
  const label = repo.labels.find((one) => one.name.toLowerCase() === name);
  if (!label) throw notFound();
  return label;
}

function tell({ call, world, repo }: RepositoryCall, action: string, label: Label, extra: JsonObject = {}) {
  const payload = { label: serializeLabel(world, repo, label), ...extra };
  world.events.emit({ event: 'label', action, repo, sender: call.person, payload });
}

/** Six hexadecimal digits, with or without `#`; 422 for anything else. */
function colorOf(color: string | undefined): string | undefined {
  if (color === undefined) return undefined;
  const digits = color.replace(/^#/, '').toLowerCase();
  if (!/^[0-9a-f]{6}$/.test(digits))
    throw validationFailed([{ resource: 'Label', code: 'invalid', field: 'color' }]);
  return digits;
}

/** Changes the label and gives the `changes` of the event. */
function edit({ repo }: RepositoryCall, label: Label, input: z.infer<typeof body>): JsonObject {
  const changes: JsonObject = {};
  const name = input.new_name ?? label.name;
  if (repo.labels.some((one) => one !== label && one.name.toLowerCase() === name.toLowerCase()))
    throw validationFailed([{ resource: 'Label', code: 'already_exists', field: 'name' }]);
  const color = colorOf(input.color) ?? label.color;
  const description = input.description === undefined ? label.description : input.description;
  if (name !== label.name) changes['name'] = { from: label.name };
  if (color !== label.color) changes['color'] = { from: label.color };
  if (description !== label.description) changes['description'] = { from: label.description ?? '' };
  Object.assign(label, { name, color, description });
  return changes;
}

export function registerLabels(routes: Routes): void {
  const docs = '/rest/issues/labels';
  const read = { permissions: [{ issues: 'read' }, { pull_requests: 'read' }], docs } as const;
  const write = { permissions: [{ issues: 'write' }, { pull_requests: 'write' }], docs } as const;
  routes.repo('GET', '/labels', read, ({ call, world, repo }) =>
    list(call, repo.labels, (label) => serializeLabel(world, repo, label)),
  );
  routes.repo('POST', '/labels', write, (context) => {
    const { call, world, repo } = context;
    const input = call.body(body);
    const name = input.name ?? '';
    if (name.trim() === '')
      throw validationFailed([{ resource: 'Label', code: 'missing_field', field: 'name' }]);
    if (repo.labels.some((one) => one.name.toLowerCase() === name.toLowerCase()))
      throw validationFailed([{ resource: 'Label', code: 'already_exists', field: 'name' }]);
    const label: Label = {
      id: world.ids.next(),
      name,
      color: colorOf(input.color) ?? 'ededed',
      description: input.description ?? null,
      isDefault: false,
    };
    repo.labels.push(label);
    tell(context, 'created', label);
    return created(serializeLabel(world, repo, label));
  });
  routes.repo('GET', '/labels/:name', read, (context) =>
    ok(serializeLabel(context.world, context.repo, labelOf(context))),
  );
  routes.repo('PATCH', '/labels/:name', write, (context) => {
    const label = labelOf(context);
    const input = context.call.body(body);
    const changes = edit(context, label, input);
    tell(context, 'edited', label, { changes });
    return ok(serializeLabel(context.world, context.repo, label));
  });
  routes.repo('DELETE', '/labels/:name', write, (context) => {
    const label = labelOf(context);
    context.repo.labels.splice(context.repo.labels.indexOf(label), 1);
    for (const issue of context.repo.issues.values())
      issue.labelIds = issue.labelIds.filter((id) => id !== label.id);
    tell(context, 'deleted', label);
    return noContent();
  });
}
