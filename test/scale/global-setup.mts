import { debianPrograms } from '../support/postgres-server.ts';

/** Installs what is missing before anything is timed, and fails once where it cannot. */
export default function setUp({ rootDir }: { rootDir: string }): void {
  debianPrograms(rootDir);
}
