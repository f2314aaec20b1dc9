import type { CallToolResult } from '@modelcontextprotocol/server';
import type { GraphQLError } from 'graphql';

/** Why a tool could not do what it was asked, for programs beside the words. */
export interface ToolError {
  /** Of `extensions.code`, or the name of a type that implements UserError. */
  readonly code: string;
  readonly message: string;
  readonly [detail: string]: unknown;
}

/** As text for every client, and as data for those that read it. */
export function toolResult(data: Readonly<Record<string, unknown>>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
}

/** A model is shown the text, so that everything which helps it to mend the call stands there. */
export function toolError(error: ToolError): CallToolResult {
  const { code, message, ...details } = error;
  const more = Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : '';
  return {
    content: [{ type: 'text', text: `${code}: ${message}${more}` }],
    structuredContent: { error },
    isError: true,
  };
}

export function toolErrorOf({ message, extensions }: GraphQLError): CallToolResult {
  const { code, http: _http, ...details } = extensions;
  return toolError({ ...details, code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR', message });
}
