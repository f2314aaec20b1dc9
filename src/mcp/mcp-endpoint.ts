import { createMcpHandler, type McpHttpHandler, McpServer } from '@modelcontextprotocol/server';
import { type DocumentNode, parse } from 'graphql';
import { z } from 'zod';
import type { DocumentationSite } from '../documentation/documentation-site.ts';
import { maskError } from '../graphql/errors.ts';
import { registerDocumentationTools } from './documentation-tools.ts';
import { programVersion } from '../program-version.ts';
import { type Caller, OperationRunner, type RunnerOptions } from './operation-runner.ts';
import { OPERATION_TOOLS, type OperationTool } from './operation-tools.ts';
import { toolInput, type ToolInput } from './tool-input.ts';
import { toolErrorOf } from './tool-result.ts';
import { WAIT_SECONDS_MAX, waitForAction } from './wait-for-action.ts';

type ToolResult = ReturnType<typeof toolErrorOf>;

export interface McpOptions extends RunnerOptions {
  readonly site: DocumentationSite;
}

export interface McpCall extends Caller {
  readonly request: Request;
  readonly body: unknown;
}

const WAIT = {
  title: 'Wait for an action',
  description:
    'Waits until an action has ended, and tells its status and, where it has succeeded, the URL of its picture, which ' +
    'anybody can fetch for an hour at least. Where the time is over first, it tells the status of now: call it again.',
  annotations: { readOnlyHint: true, openWorldHint: false },
  inputSchema: z.strictObject({
    actionId: z.string().describe('The action to wait for: act_….'),
    timeoutSeconds: z
      .int()
      .min(0)
      .max(WAIT_SECONDS_MAX)
      .optional()
      .describe(
        `How long to wait at most, 0 to ${WAIT_SECONDS_MAX} seconds, ${WAIT_SECONDS_MAX} by default. 0: not at all.`,
      ),
  }),
};

const NOBODY: Caller = {
  viewer: null,
  refuseAsk: () => null,
  refuseSubject: () => null,
  countRequests: () => undefined,
};

const INSTRUCTIONS =
  'Darkroom makes product pictures for credits. The documentation tools need no key. Everything else needs one, sent as ' +
  'the header "authorization: Bearer dkr_…". A first session: list_projects, quote, perform_prompt, wait_for_action, ' +
  'list_transactions. Ask quote before you perform. Choose one idempotencyKey for one intent, and repeat a call whose ' +
  'outcome you do not know with the same key.';

type Operation = Omit<OperationTool, 'operation'> & ToolInput & { readonly document: DocumentNode };

/** The tools, without a memory of who has called them before: each request brings its credential. */
export class McpEndpoint {
  readonly #handler: McpHttpHandler;
  readonly #callers = new WeakMap<Request, Caller>();
  readonly #end = new AbortController();
  readonly #options: McpOptions;
  readonly #version = programVersion();
  readonly #runner: OperationRunner;
  /** Made on first use: most tests never call a tool. */
  #operations: readonly Operation[] | null = null;

  constructor(options: McpOptions) {
    this.#options = options;
    this.#runner = new OperationRunner(options);
    this.#handler = createMcpHandler(
      ({ requestInfo }) => this.#serverFor(this.#callers.get(requestInfo as Request) ?? NOBODY), // HTTP has a request
      { maxSubscriptions: 0, keepAliveMs: 0, onerror: (error) => options.log.debug({ err: error }, 'MCP') },
    );
  }

  /** Never throws: the response contains the error. */
  respond({ request, body, ...caller }: McpCall): Promise<Response> {
    this.#callers.set(request, caller);
    return this.#handler.fetch(request, { parsedBody: body });
  }

  /** Ends every wait for an action, which is then answered as it is. */
  stopWaiting(): void {
    this.#end.abort();
  }

  #serverFor(caller: Caller): McpServer {
    const server = new McpServer(
      { name: 'darkroom', title: 'Darkroom', version: this.#version },
      { capabilities: { tools: { listChanged: false } }, instructions: INSTRUCTIONS },
    );
    for (const { name, document, variablesOf, ...described } of this.#operationTools()) {
      server.registerTool(name, described, (input) =>
        this.#maskingErrors(async () =>
          this.#runner.resultOf(await this.#runner.execute(document, variablesOf(input), caller)),
        ),
      );
    }
    server.registerTool('wait_for_action', WAIT, ({ actionId, timeoutSeconds }, { mcpReq }) =>
      this.#maskingErrors(async () => {
        const signal = AbortSignal.any([mcpReq.signal, this.#end.signal]);
        const seconds = timeoutSeconds ?? WAIT_SECONDS_MAX;
        return this.#runner.resultOf(await waitForAction(this.#runner, caller, { actionId, seconds, signal }));
      }),
    );
    registerDocumentationTools(server, this.#options.site, caller.viewer, (run) => this.#maskingErrors(run));
    return server;
  }

  #operationTools(): readonly Operation[] {
    this.#operations ??= OPERATION_TOOLS.map(({ operation, ...tool }) => {
      const document = parse(operation);
      return { ...tool, ...toolInput(this.#options.schema, document), document };
    });
    return this.#operations;
  }

  /** The SDK would send the message of any thrown error to the client, so errors are masked here. */
  async #maskingErrors(run: () => Promise<ToolResult>): Promise<ToolResult> {
    try {
      return await run();
    } catch (error) {
      return toolErrorOf(maskError(error, this.#options.log));
    }
  }
}
