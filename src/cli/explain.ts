// `hotfix-warden explain OWNER/REPO#N`: how the app judges a pull request, and why, as a tree.
import { styleText } from 'node:util';
import { readIdentity } from '../config.ts';
import type { ConnectedReader } from '../connect-reader.ts';
import { connectReader } from '../connect-reader.ts';
import { planOf } from '../core/case/need.ts';
import type { Rule } from '../core/case/rule.ts';
import { evaluate } from '../core/evaluation/evaluate.ts';
import type { Facts } from '../core/model/facts/facts.ts';
import type { Status } from '../core/model/finding.ts';
import { parseSubjectKey, type Subject } from '../core/model/ids.ts';
import { decide } from '../core/phases/step.ts';
import { organisationNotReadable } from '../core/policy/out-of-reach.ts';
import { POLICY_PATH, type PolicyReading } from '../core/policy/policy.ts';
import { readPolicy } from '../core/policy/policy-file.ts';
import { NOTHING_PUBLISHED } from '../core/show/effects.ts';
import { renderCheck, renderNotAHotfix } from '../core/show/texts/check.ts';
import { decisionTree, type TreeNode } from '../core/show/texts/decision-tree.ts';
import { discoverRules } from '../discover-rules.ts';
import { COLOURS, findingsJson, isColourful, MARKS } from './findings-text.ts';
import { UsageError } from './input.ts';
import { required } from './local-facts.ts';

/** A policy is a few steps away from its templates, its organisation's and the teams that they name. */
const MOST_READS = 6;

interface Known {
  readonly facts: Facts;
  readonly reading: PolicyReading;
  readonly rules: readonly Rule[];
}

/** Whoever asks about a pull request that is closed wants to know how it is judged, and the app judges open ones. */
function asIfOpen(facts: Facts): Facts {
  const { change } = facts;
  return change.kind === 'pull' ? { ...facts, change: { ...change, state: 'open' } } : facts;
}

function sayWhy(kind: string, message: string, subject: string): string {
  if (kind === 'not-found') {
    return `${subject} was not found. Check the name, and that this token or app can read the repository. (${message})`;
  }
  return `${subject} cannot be read from GitHub: ${message}`;
}

/** Reads until nothing more is needed for the verdict. Writes nothing. */
async function gather(
  { reader, installation }: ConnectedReader,
  subject: Subject,
  key: string,
): Promise<Known> {
  const rules = await discoverRules();
  const read = (files: Facts['files']) => readPolicy(files, rules);
  let plan = planOf();
  for (let reads = 0; reads < MOST_READS; reads++) {
    const answer = await reader.read(installation, subject, plan, AbortSignal.timeout(60_000));
    if (!answer.ok) throw new UsageError(sayWhy(answer.error.kind, answer.error.message, key));
    const { facts } = answer.value;
    const step = decide(asIfOpen(facts), NOTHING_PUBLISHED, plan, read, rules);
    if (step.kind === 'effects') return { facts, reading: read(facts.files), rules };
    plan = step.plan;
  }
  throw new UsageError(
    `${key} cannot be read: its policy names further files after each of ${MOST_READS} reads.`,
  );
}

function treeLines(node: TreeNode, colour: boolean): readonly string[] {
  const paint = (status: Status, text: string) =>
    colour ? styleText(COLOURS[status], text, { validateStream: false }) : text;
  const head =
    node.status === null
      ? node.text.markdown
      : paint(node.status, `${MARKS[node.status]} ${node.text.markdown}`);
  const below = node.children.flatMap((child, index) => {
    const isLast = index === node.children.length - 1;
    return treeLines(child, colour).map(
      (line, at) => `${at === 0 ? (isLast ? '└─ ' : '├─ ') : isLast ? '   ' : '│  '}${line}`,
    );
  });
  return [head, ...below];
}

export interface ExplainOptions {
  readonly json: boolean;
}

/** Prints the decision; resolves to the exit code: 0 met or not a hotfix, 1 unmet. Throws UsageError for what can't be read. */
export async function explain(name: string, { json }: ExplainOptions): Promise<number> {
  const subject = required(
    parseSubjectKey(name),
    `${JSON.stringify(name)} is not a pull request or a branch. Write OWNER/REPO#NUMBER or OWNER/REPO@BRANCH.`,
  );
  const identity = readIdentity(process.env);
  if (!identity.ok) throw new UsageError(identity.problems.join('\n'));
  const connected = await connectReader(identity.identity, subject.repository, AbortSignal.timeout(30_000));
  if (!connected.ok) throw new UsageError(sayWhy(connected.error.kind, connected.error.message, name));
  const { facts, reading, rules } = await gather(connected.value, subject, name);
  if (reading.kind !== 'policy') {
    process.stdout.write(`${facts.files.branch} has no ${POLICY_PATH}, so the app does not check this.\n`);
    return 0;
  }
  const { policy, problems } = reading;
  const evaluation = evaluate(facts, policy, problems, rules);
  const { recognition } = evaluation;
  const { title } = recognition.hotfix
    ? renderCheck(evaluation, facts, policy)
    : renderNotAHotfix(recognition.reason);
  const text = json
    ? findingsJson(evaluation.findings, evaluation.conclusion)
    : `${name}\n${treeLines(decisionTree(evaluation, policy, title), isColourful()).join('\n')}\n`;
  process.stdout.write(text);
  const unreadable = organisationNotReadable(facts.files.organisation);
  if (unreadable !== null && !json) process.stderr.write(`${unreadable.markdown}\n`);
  if (identity.identity.kind === 'token' && !json) {
    process.stderr.write(
      'Read with your own token. What only the app can see, such as the commands it has answered, may differ.\n',
    );
  }
  return evaluation.conclusion === 'failure' ? 1 : 0;
}
