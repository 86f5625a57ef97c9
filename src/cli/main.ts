// The command line: which commands there are, what they take, and what their exit codes mean. Each command is loaded when used.
import { Command, CommanderError } from 'commander';
import { UsageError } from './input.ts';

const USAGE = 2;

function program(finish: (code: number) => void): Command {
  const root = new Command('hotfix-warden')
    .description('Checks hotfix pull requests, follows their merge, and sees the fix reach every branch.')
    .exitOverride()
    .showHelpAfterError('(add --help for what it takes)');

  root
    .command('check')
    .description(
      'judge a hotfix by the policy of this folder, without a network; exit code 0 met, 1 unmet, 2 unreadable',
    )
    .requiredOption('--branch <name>', 'the hotfix branch')
    .option('--base <name>', 'the production branch it goes into', 'main')
    .requiredOption('--body <file>', 'the description, as a file; - for standard input')
    .option('--title <text>', 'the pull request’s title', '')
    .option('--commits <range>', 'commits of this clone, such as main..HEAD')
    .option('--commit-message <file>', 'one commit message instead of --commits')
    .option('--diff <range>', 'what this clone changes in a range such as main..HEAD: scope, tests, markers')
    .option('--template <file>', 'the description’s template instead of the policy’s')
    .option('--config <file>', 'the policy instead of .github/hotfix.yml')
    .option('--json', 'print the findings as JSON', false)
    .action(async (options) => {
      if (options.commits !== undefined && options.commitMessage !== undefined) {
        throw new UsageError('Give --commits or --commit-message, not both.');
      }
      const { check } = await import('./check.ts');
      finish(await check(options));
    });

  root
    .command('template')
    .description('show what a template asks for, as it will be enforced')
    .argument('<file>', 'a Markdown template, or a YAML issue form')
    .option('--json', 'print the schema as JSON', false)
    .action(async (file: string, options: { json: boolean }) => {
      const { template } = await import('./template.ts');
      finish(await template(file, options.json));
    });

  root
    .command('commit-msg')
    .description('git hook: judge a commit message; silent on branches that are no hotfix')
    .argument('<file>', 'the file that git passes to the hook')
    .option('--config <file>', 'the policy instead of .github/hotfix.yml')
    .action(async (file: string, options: { config?: string }) => {
      const { commitMsg } = await import('./commit-msg.ts');
      finish(await commitMsg(file, options.config ?? null));
    });

  root
    .command('explain')
    .description(
      'say what the app thinks of a pull request and why; exit code 0 met, 1 unmet, 2 unreadable. Asks GitHub as APP_ID and PRIVATE_KEY, else by GITHUB_TOKEN',
    )
    .argument('<owner/repo#number>', 'the pull request')
    .option('--json', 'print the findings as JSON', false)
    .action(async (name: string, options: { json: boolean }) => {
      const { explain } = await import('./explain.ts');
      finish(await explain(name, options));
    });

  const config = root.command('config').description('look after the policy');
  config
    .command('validate')
    .description('find mistakes in a policy and its templates; exit code 0 none, 1 some, 2 unreadable')
    .argument('[file]', 'the policy', '.github/hotfix.yml')
    .option('--organisation <file>', 'the organisation’s policy, which this one extends or is bound by')
    .action(async (file: string, options: { organisation?: string }) => {
      const { validateConfig } = await import('./config.ts');
      finish(await validateConfig(file, options.organisation ?? null));
    });
  config
    .command('schema')
    .description('print the policy’s JSON Schema, for editors')
    .action(async () => {
      const { printSchema } = await import('./config.ts');
      finish(await printSchema());
    });

  root
    .command('serve')
    .description('run the GitHub App; see .env.example for what it needs')
    .action(async () => {
      const { serve } = await import('../serve.ts');
      await serve();
    });
  return root;
}

/** Runs one command line. Resolves to the exit code; a usage mistake or unreadable input is 2. */
export async function main(parameters: readonly string[]): Promise<number> {
  let code: number | undefined;
  try {
    await program((given) => {
      code = given;
    }).parseAsync(parameters, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return USAGE;
  }
  // `serve` keeps running after this and may have set its own.
  return code ?? Number(process.exitCode ?? 0);
}
