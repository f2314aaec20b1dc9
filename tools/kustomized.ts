import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const FOLDER = 'ops/kubernetes';

const kustomization = z.object({
  resources: z.array(z.string()),
  configMapGenerator: z.array(z.object({ name: z.string(), literals: z.array(z.string()) })),
});

/**
 * Returns the documents that `kubectl kustomize` prints for ops/kubernetes. Without kubectl, returns the resources and the
 * generated ConfigMaps, untransformed.
 */
export function kustomized(checkout: string): unknown[] {
  try {
    return documentsOf(execFileSync('kubectl', ['kustomize', FOLDER], { cwd: checkout, encoding: 'utf8' }));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return assembled(path.join(checkout, FOLDER));
  }
}

function assembled(folder: string): unknown[] {
  const read = (name: string) => documentsOf(fs.readFileSync(path.join(folder, name), 'utf8'));
  const { resources, configMapGenerator } = kustomization.parse(read('kustomization.yaml')[0]);
  const maps = configMapGenerator.map(({ name, literals }) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: Object.fromEntries(literals.map((literal) => literal.split(/=(.*)/s).slice(0, 2))),
  }));
  return [...resources.flatMap(read), ...maps];
}

function documentsOf(text: string): unknown[] {
  return parseAllDocuments(text).map((document): unknown => document.toJS());
}
