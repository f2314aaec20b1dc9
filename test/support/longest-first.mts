import testSequencer from '@jest/test-sequencer';

/** The types describe the CommonJS build; in the ES module that Node.js loads, the default export is the class itself. */
const TestSequencer = testSequencer as unknown as typeof testSequencer.default;

type Tests = Parameters<InstanceType<typeof TestSequencer>['sort']>[0];

/** Short files that take more than 10 s. If one of them started last, the other workers would be idle meanwhile. */
const LONG_RUNNING = [
  // It forces full garbage collections, each of which takes a second in a worker that has loaded all modules.
  'graphql/limits/document-cache',
  'graphql/execution/operation-set',
  'graphql/execution/one-meaning',
  'graphql/whole-schema',
  'commands/backup',
  'actions/action-refunder',
  'actions/action-runner',
  'actions/fairness',
  'actions/photograph',
  'database/failure',
  'database/upgrades',
  'ledger/group-commit/group-commit',
  'ledger/check/ledger-checker',
  'live/balance-changed',
  'purchases/auto-top-up',
  'server/browser-safety',
  'server/hostile/amplify',
  'shares/guests',
  'support/test-cluster',
];

/** Jest orders files that it has not run before by their size, which says little about how long they take. */
export default class LongestFirst extends TestSequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const isLong = ({ path }: Tests[number]) => LONG_RUNNING.some((name) => path.endsWith(`/test/${name}.test.ts`));
    const sortBySize = super.sort.bind(this);
    const sorted = await sortBySize(tests);
    return [...sorted.filter(isLong), ...sorted.filter((each) => !isLong(each))];
  }
}
