export type Row = Readonly<Record<string, unknown>>;

const [GRANTED_AT, CHARGED_AT, REFUNDED_AT] = ['12:05', '12:10', '12:50'].map((time) => `2026-11-20T${time}:00Z`);
const SECRET = 'ab'.repeat(32);

/**
 * The rows of a project with a grant, a charge that stands and one that was refunded, in the order in which they are written.
 * A row has the columns of all versions: a writer inserts only the columns that its version has. Add a value here for each
 * new column without a default.
 */
export function rowsOfAProject(newId: () => string): readonly (readonly [table: string, row: Row])[] {
  const [workspace, project, key, grant, made, failed, image] = Array.from({ length: 7 }, newId);
  const secret = `\\x${(key ?? '').replaceAll('-', '').repeat(2)}`;
  const whole = { workspace_id: workspace, project_id: project };
  const line = { project_id: project, actor: 'Anna', draw_grant_ids: null, draw_credits: null };
  const charged = { action_kind: 'PROMPT', cap_key_id: key, key_id: key, draw_grant_ids: [grant] };
  const used = {
    project_id: project,
    quarter_at: '2026-11-20T12:00:00Z',
    hour_at: '2026-11-20T12:00:00Z',
    action_kind: 'PROMPT',
    actions: 1,
    credits: 5,
    refunded_credits: 3,
    actions_from_00: 1,
    credits_from_00: 5,
    refunded_credits_from_00: 3,
  };
  const action = {
    project_id: project,
    kind: 'PROMPT',
    price_version: 1,
    prompt: 'A ring',
    tries: 1,
    created_at: CHARGED_AT,
    finished_at: REFUNDED_AT,
  };
  return [
    ['workspaces', { id: workspace, name: 'Studio', created_at: GRANTED_AT }],
    [
      'api_keys',
      {
        id: key,
        workspace_id: workspace,
        name: 'shop',
        role: 'EDITOR',
        prefix: 'dk_1',
        secret_hash: secret,
        created_at: GRANTED_AT,
      },
    ],
    ['credit_caps', { api_key_id: key, credits: 100, per: 'DAY', period_at: '2026-11-20T00:00:00Z', spent: 5 }],
    [
      'price_lists',
      { ...whole, version: 1, effective_at: GRANTED_AT, published_at: GRANTED_AT, published_by: 'system' },
    ],
    ['action_prices', { ...whole, version: 1, kind: 'PROMPT', credits: 5 }],
    [
      'projects',
      {
        id: project,
        workspace_id: workspace,
        name: 'Necklace',
        balance: 95,
        sequence: 4,
        last_entry_at: REFUNDED_AT,
        created_at: GRANTED_AT,
      },
    ],
    [
      'credit_transactions',
      {
        ...line,
        sequence: 1,
        kind: 'GRANT',
        amount: 100,
        balance_after: 100,
        grant_id: grant,
        idempotency_key: 'order',
        request_hash: `\\x${SECRET}`,
        created_at: GRANTED_AT,
      },
    ],
    [
      'credit_transactions',
      {
        ...line,
        ...charged,
        sequence: 2,
        kind: 'CHARGE',
        amount: -5,
        balance_after: 95,
        action_id: made,
        draw_credits: [5],
        created_at: CHARGED_AT,
      },
    ],
    [
      'credit_transactions',
      {
        ...line,
        ...charged,
        sequence: 3,
        kind: 'CHARGE',
        amount: -3,
        balance_after: 92,
        action_id: failed,
        draw_credits: [3],
        created_at: CHARGED_AT,
      },
    ],
    [
      'credit_transactions',
      {
        ...line,
        ...charged,
        sequence: 4,
        kind: 'REFUND',
        amount: 3,
        balance_after: 95,
        action_id: failed,
        refund_of: 3,
        draw_credits: [3],
        created_at: REFUNDED_AT,
      },
    ],
    [
      'credit_grants',
      {
        project_id: project,
        id: grant,
        source: 'PURCHASE',
        credits: 100,
        remaining: 95,
        spent: false,
        priority: 50,
        sequence: 1,
        created_at: GRANTED_AT,
      },
    ],
    ['usage', used],
    ['usage_by_spender', { ...used, actor: 'Anna', key_id: key }],
    ['actions', { ...action, id: made, status: 'SUCCEEDED', credits: 5, charge_sequence: 2, image_id: image, seed: 1 }],
    [
      'actions',
      {
        ...action,
        id: failed,
        status: 'FAILED',
        credits: 3,
        charge_sequence: 3,
        refund_sequence: 4,
        seed: 1,
        failure_code: 'ENGINE_REJECTED',
      },
    ],
    [
      'images',
      {
        project_id: project,
        id: image,
        content_type: 'image/png',
        bytes: 10,
        width: 1,
        height: 1,
        content_hash: SECRET,
        action_id: made,
        created_at: REFUNDED_AT,
        favorite: false,
      },
    ],
  ];
}
