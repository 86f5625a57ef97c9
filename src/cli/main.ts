// The command line: which commands there are, what they take, and what their exit codes mean. Each command is loaded when used.
import { Command, CommanderError } from 'commander';
import { UsageError } from './input.ts';

const USAGE = 2;

function program(finish: (code: number) => void): Command {
  const root = new Command('hotfix-warden')
    .description('Checks hotfix pull requests against the policy of their team.')
    .exitOverride()
    .showHelpAfterError('(add --help for the options)');

  root
    .command('check')
    .description(
      'check a hotfix against the policy of this folder, without a network. Exit code: 0 all rules met, 1 something left to do, 2 cannot be read',
    )
    .requiredOption('--branch <name>', 'the hotfix branch')
    .option('--base <name>', 'the production branch it goes into', 'main')
    .requiredOption('--body <file>', 'a file with the description; - for standard input')
    .option('--title <text>', 'the pull request’s title', '')
    .option('--commits <range>', 'the commits to check, such as main..HEAD')
    .option('--commit-message <file>', 'a file with one commit message, instead of --commits')
    .option('--diff <range>', 'the changes to check, such as main..HEAD: their size, tests and markers')
    .option('--template <file>', 'the template of the description, instead of the policy’s')
    .option('--config <file>', 'the policy instead of .github/hotfix.yml')
    .option('--json', 'print the findings as JSON', false)
    .action(async (options) => {
      if (options.commits !== undefined && options.commitMessage !== undefined) {
        throw new UsageError('--commits and --commit-message are both given. Use one of them.');
      }
      const { check } = await import('./check.ts');
      finish(await check(options));
    });

  root
    .command('template')
    .description('show what a template asks for, as the app enforces it')
    .argument('<file>', 'a Markdown template, or a YAML issue form')
    .option('--json', 'print the schema as JSON', false)
    .action(async (file: string, options: { json: boolean }) => {
      const { template } = await import('./template.ts');
      finish(await template(file, options.json));
    });

  root
    .command('commit-msg')
    .description('git hook: check a commit message on a hotfix branch; print nothing on other branches')
    .argument('<file>', 'the file that git passes to the hook')
    .option('--config <file>', 'the policy instead of .github/hotfix.yml')
    .action(async (file: string, options: { config?: string }) => {
      const { commitMsg } = await import('./commit-msg.ts');
      finish(await commitMsg(file, options.config ?? null));
    });

  root
    .command('explain')
    .description(
      'show how the app judges a pull request, and why. Reads GitHub with APP_ID and PRIVATE_KEY, or else with GITHUB_TOKEN. Exit code: 0 all rules met, 1 something left to do, 2 cannot be read',
    )
    .argument('<owner/repo#number>', 'the pull request')
    .option('--json', 'print the findings as JSON', false)
    .action(async (name: string, options: { json: boolean }) => {
      const { explain } = await import('./explain.ts');
      finish(await explain(name, options));
    });

  const config = root.command('config').description('check the policy');
  config
    .command('validate')
    .description('find mistakes in a policy and its templates. Exit code: 0 none, 1 some, 2 cannot be read')
    .argument('[file]', 'the policy', '.github/hotfix.yml')
    .option('--organisation <file>', 'a file with the organisation’s policy, to check both together')
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
    .description('run the GitHub App; .env.example lists its settings')
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
