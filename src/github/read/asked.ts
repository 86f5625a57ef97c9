// What a plan asks for, by kind: the form in which the readers of this folder put it into their questions.
import type { ReadPlan } from '../../core/case/need.ts';
import type { BranchName, Login, TeamName } from '../../core/model/ids.ts';

export interface Asked {
  readonly files: readonly string[];
  readonly organisationFiles: readonly string[];
  readonly headFiles: readonly string[];
  readonly develop: readonly BranchName[];
  readonly production: readonly BranchName[];
  readonly teams: readonly TeamName[];
  readonly people: readonly Login[];
  readonly patches: boolean;
}

/** A kind of need that nobody here reads does not compile. */
export function askedBy(plan: ReadPlan): Asked {
  const files: string[] = [];
  const organisationFiles: string[] = [];
  const headFiles: string[] = [];
  const develop: BranchName[] = [];
  const production: BranchName[] = [];
  const teams: TeamName[] = [];
  const people: Login[] = [];
  let patches = false;
  for (const need of plan.values()) {
    switch (need.kind) {
      case 'base-file':
        files.push(need.path);
        break;
      case 'organisation-file':
        organisationFiles.push(need.path);
        break;
      case 'head-file':
        headFiles.push(need.path);
        break;
      case 'develop-branch':
        develop.push(need.branch);
        break;
      case 'production-branch':
        production.push(need.branch);
        break;
      case 'team':
        teams.push(need.team);
        break;
      case 'permission':
        people.push(need.login);
        break;
      case 'patches':
        patches = true;
        break;
      default:
        need satisfies never;
    }
  }
  return { files, organisationFiles, headFiles, develop, production, teams, people, patches };
}
