import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openCluster } from '../../src/embedded-postgres/cluster.ts';
import type { Role } from '../../src/access/viewer.ts';
import { createApiKey } from '../support/access-operations.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import type { NodeProcess } from '../support/node-process.ts';
import { createProject, grantCredits } from '../support/operations.ts';

const HEAP_MIB = 1_024;
const tellMemory = path.join(import.meta.dirname, 'tell-memory.mts');

/** A whole server as an operator with a small machine runs it, to be attacked. */
export interface Target {
  readonly server: NodeProcess;
  readonly url: string;
  readonly port: number;
  /** Of its first ADMIN key. */
  readonly admin: GraphqlClient;
  readonly databaseUrl: string;
  /** Where its database's server has its data. */
  readonly clusterFolder: string;
  /** A new key, as a header has it. */
  newKey(role: Role): Promise<{ secret: string; client: GraphqlClient }>;
  newProject(credits: number): Promise<string>;
  /** Resident memory, in MiB, as the kernel counts it. Throws where the process has ended. */
  residentMib(): number;
  /** What is in use of the heap, in MiB, a second ago at most. */
  heapMib(): number;
  remove(): Promise<void>;
}

export async function startTarget(environment: NodeJS.ProcessEnv = {}): Promise<Target> {
  const house = new DarkroomHouse();
  const heapFile = path.join(house.dataFolder, 'heap');
  const options = `--max-old-space-size=${HEAP_MIB} --disable-warning=ExperimentalWarning --import=${tellMemory}`;
  const {
    server,
    url,
    client: admin,
  } = await house.serve({ NODE_OPTIONS: options, HEAP_FILE: heapFile, ...environment });
  const clusterFolder = path.join(house.dataFolder, 'postgres');
  const cluster = await openCluster({ folder: clusterFolder, durable: true });
  return {
    server,
    url,
    port: Number(new URL(url).port),
    admin,
    databaseUrl: cluster.url('darkroom'),
    clusterFolder,
    async newKey(role) {
      const { createApiKey: made } = await admin.send(createApiKey, {
        input: { name: `attacker ${randomUUID()}`, role },
      });
      return { secret: made.secret, client: new GraphqlClient(url, made.secret) };
    },
    async newProject(credits) {
      const { createProject: project } = await admin.send(createProject, { input: { name: 'Attacked' } });
      const input = { projectId: project.id, idempotencyKey: 'to begin with', credits };
      await admin.send(grantCredits, { input });
      return project.id;
    },
    residentMib() {
      const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8')) ?? [];
      if (kib === undefined) throw new Error('the server has ended');
      return Math.round(Number(kib) / 1_024);
    },
    heapMib: () => (existsSync(heapFile) ? Math.round(Number(readFileSync(heapFile, 'utf8')) / 2 ** 20) : 0),
    async remove() {
      await admin.close();
      await house.remove();
    },
  };
}
