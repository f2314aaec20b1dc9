/** What a form says; lists are objects with numbers for names. */
export interface FormFields {
  [name: string]: string | FormFields;
}

/** What `a[b][0]=c` says, as objects. */
export function formFields(text: string): FormFields {
  const fields: FormFields = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/[[\]]+/).filter((step) => step !== '');
    let inner = fields;
    for (const step of path.slice(0, -1)) {
      const next = inner[step];
      inner = inner[step] = typeof next === 'object' ? next : {};
    }
    inner[path.at(-1) ?? name] = value;
  }
  return fields;
}

/** The fields inside a field; none where it has none. */
export function fieldsAt(fields: FormFields, ...path: readonly string[]): FormFields {
  return path.reduce<FormFields>((inner, step) => {
    const next = inner[step];
    return typeof next === 'object' ? next : {};
  }, fields);
}

/** The text of a field; null where it has none. */
export function textAt(fields: FormFields, ...path: readonly string[]): string | null {
  const value = fieldsAt(fields, ...path.slice(0, -1))[path.at(-1) ?? ''];
  return typeof value === 'string' ? value : null;
}
