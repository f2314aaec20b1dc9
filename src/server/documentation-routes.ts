import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.ts';
import { addressOf, markdownAddressOf, type Page } from '../answers/page.ts';
import { renderJson } from '../answers/render-json.ts';
import { renderMarkdown } from '../answers/render-markdown.ts';
import { answerHtml } from '../documentation/answer-html.ts';
import type { DocumentationSite } from '../documentation/documentation-site.ts';
import { ASSETS } from '../documentation/links.ts';
import { type Notice, noticeHtml, noticeJson, noticeMarkdown } from '../documentation/notice.ts';
import { type Format, preferredFormat } from '../documentation/preferred-format.ts';
import { isUnavailable, unavailable } from '../graphql/errors.ts';
import type { Services } from '../graphql/services.ts';
import { InvalidInputError } from '../input/invalid-input.ts';
import { sendDocument, sendNotice } from './documentation-response.ts';
import { serveAnswerRating } from './documentation-rating.ts';
import { asHttpRefusal, HttpRefusal } from './http-refusal.ts';
import { askerOf, type RateLimits } from './rate-limits.ts';
import { requestViewer } from './request-viewer.ts';

export interface DocumentationRoutesOptions {
  readonly site: DocumentationSite;
  readonly services: Pick<Services, 'answers' | 'authenticator' | 'readShares'>;
  readonly rateLimits: RateLimits;
  /** The folder of built scripts, styles and fonts. */
  readonly assetsFolder: string;
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page and format that a URL below /docs refers to. */
interface Place {
  /** Null: the table of contents. */
  readonly page: Page | null;
  /** Whether the URL ends in .md. */
  readonly isMarkdown: boolean;
}

type DocumentRequest = FastifyRequest<{ Params: { '*'?: string } }>;

/**
 * Serves the documentation at /docs as HTML and Markdown, and answers to `?ask=` also as JSON. Needs no credential; with
 * one, prices are those of its workspace and balances those of its projects.
 */
export class DocumentationRoutes {
  readonly #options: DocumentationRoutesOptions;

  constructor(options: DocumentationRoutesOptions) {
    this.#options = options;
  }

  async serve(http: FastifyInstance): Promise<void> {
    const { site, assetsFolder } = this.#options;
    await http.register(async (scope) => {
      scope.addHook('onRequest', (_request, reply, done) => {
        reply.header('content-security-policy', POLICY);
        done();
      });
      scope.setErrorHandler((error, request: DocumentRequest, reply) => this.#refuse(error, request, reply));
      scope.get('/docs', (request: DocumentRequest, reply) => this.#respond(request, reply));
      scope.get('/docs/*', (request: DocumentRequest, reply) => this.#respond(request, reply));
      scope.get('/docs/search', (request, reply) => this.#search(request, reply));
      serveAnswerRating(scope, this.#options);
      scope.get('/llms.txt', (_request, reply) => sendText(reply, site.llms(), null));
      scope.get('/llms-full.txt', async (request, reply) => {
        const viewer = await this.#viewerOf(request);
        return sendText(reply, await site.llmsFull(viewer), viewer);
      });
      await scope.register(fastifyStatic, {
        root: assetsFolder,
        prefix: `${ASSETS}/`,
        decorateReply: false,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply) => void reply.header('cache-control', 'no-cache'),
      });
    });
  }

  async #respond(request: DocumentRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = pathOf(request);
    const place = this.#placeOf(asked);
    if (place === null) {
      const trimmed = this.#placeOf(asked.replace(/\/+$/, ''));
      if (trimmed?.page) return reply.redirect(addressOf(trimmed.page), 308);
      throw new HttpRefusal(404, 'NOT_FOUND', 'There is no page of the documentation at this address.');
    }
    const viewer = await this.#viewerOf(request);
    const question = searchParameter(request, 'ask');
    if (question !== null) return this.#answerQuestion(question, place, viewer, reply);
    const { site } = this.#options;
    const { page } = place;
    const alternate = page ? markdownAddressOf(page) : null;
    const format = formatOf(request, place, ['markdown', 'html']);
    if (page === null) {
      const body = format === 'html' ? site.contents() : site.llms();
      return sendDocument(reply, { body, format, viewer, isIndexed: format === 'html', alternate });
    }
    const body = await (format === 'html' ? site.html(page, viewer) : site.markdown(page, viewer));
    return sendDocument(reply, { body, format, viewer, isIndexed: format === 'html', alternate });
  }

  async #answerQuestion(
    question: string,
    place: Place,
    viewer: Viewer | null,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { site, services, rateLimits } = this.#options;
    const { request } = reply;
    const tooOften = rateLimits.refuseAsk(askerOf(viewer, request.ip));
    if (tooOften) throw tooOften;
    const goal = searchParameter(request, 'goal');
    const read = services.readShares.ofRequest(viewer?.keyId ?? viewer?.credential ?? '');
    const answer = await read(() => services.answers.ask(question, { goal, viewer, projectId: null }));
    const { page } = place;
    const format = formatOf(request, place, ['json', 'markdown', 'html']);
    const renderings: Readonly<Record<Format, () => string>> = {
      json: () => renderJson(answer),
      markdown: () => renderMarkdown(answer, { pageUrl: page ? markdownAddressOf(page) : '/docs', goal }),
      html: () => answerHtml(answer, { page, pages: site.pages, goal }).text,
    };
    return sendDocument(reply, { body: renderings[format](), format, viewer, isIndexed: false, alternate: null });
  }

  async #search(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = searchParameter(request, 'q') ?? '';
    if (query.length > QUERY_CHARACTERS_MAX) {
      throw new HttpRefusal(400, 'BAD_USER_INPUT', `q must have at most ${QUERY_CHARACTERS_MAX} characters`);
    }
    const found = this.#options.site.search(query).map(({ page, heading, address }) => ({
      title: page.title,
      heading: heading?.text ?? null,
      url: address,
    }));
    return sendDocument(reply, {
      body: `${JSON.stringify({ found })}\n`,
      format: 'json',
      viewer: null,
      isIndexed: false,
      alternate: null,
    });
  }

  #viewerOf(request: FastifyRequest): Promise<Viewer | null> {
    return requestViewer(request, this.#options.services, this.#options.rateLimits);
  }

  /** Null: there is no such page. Looks up the pages in memory and never reads a file. */
  #placeOf(asked: string): Place | null {
    if (asked === '') return { page: null, isMarkdown: false };
    const page = this.#options.site.page(asked.replace(/\.md$/, ''));
    return page && { page, isMarkdown: asked.endsWith('.md') };
  }

  #refuse(thrown: unknown, request: DocumentRequest, reply: FastifyReply): FastifyReply {
    const { statusCode, code, message, headers } = refusalOf(thrown);
    if (statusCode === 500) request.log.error({ err: thrown }, 'a request for the documentation failed');
    const { site } = this.#options;
    const asked = pathOf(request);
    const isMarkdown = asked.endsWith('.md');
    const format = formatOf(request, { isMarkdown }, ['json', 'markdown', 'html']);
    const notice: Notice = {
      code,
      title: TITLES[statusCode] ?? 'This was not answered',
      message,
      nearest: statusCode === 404 ? site.nearestPages(asked.slice(0, QUERY_CHARACTERS_MAX)) : [],
    };
    const renderings: Readonly<Record<Format, () => string>> = {
      json: () => `${JSON.stringify(noticeJson(notice))}\n`,
      markdown: () => noticeMarkdown(notice),
      html: () => noticeHtml(notice, site.pages).text,
    };
    return sendNotice(reply.code(statusCode).headers(headers), format, renderings[format]());
  }
}

const QUERY_CHARACTERS_MAX = 200;

const TITLES: Readonly<Record<number, string>> = {
  400: 'This question cannot be taken',
  401: 'This key is not known',
  404: 'There is no such page',
  429: 'Too many questions',
};

function pathOf({ params }: DocumentRequest): string {
  return params['*'] ?? '';
}

/** The first value of a query parameter; null if it is missing. */
function searchParameter({ url }: FastifyRequest, name: string): string | null {
  return new URL(url, 'http://darkroom').searchParams.get(name);
}

function formatOf(
  { headers }: FastifyRequest,
  { isMarkdown }: Pick<Place, 'isMarkdown'>,
  offered: readonly Format[],
): Format {
  const possible = offered.filter((format) => !isMarkdown || format !== 'html');
  return preferredFormat(headers.accept, possible, isMarkdown ? 'markdown' : 'html');
}

function refusalOf(thrown: unknown): HttpRefusal {
  const error = asHttpRefusal(isUnavailable(thrown) ? unavailable({ http: { status: 503 } }) : thrown);
  if (error instanceof HttpRefusal) return error;
  if (error instanceof InvalidInputError) return new HttpRefusal(400, 'BAD_USER_INPUT', error.message);
  const { statusCode = 500, message } = Object(error) as { statusCode?: number; message?: string }; // Fastify's errors
  if (statusCode < 500) return new HttpRefusal(statusCode, 'BAD_REQUEST', `${message}.`);
  return new HttpRefusal(500, 'INTERNAL_SERVER_ERROR', 'This failed on our side. It has been logged.');
}

function sendText(reply: FastifyReply, body: string, viewer: Viewer | null): FastifyReply {
  return sendDocument(reply, { body, format: 'text', viewer, isIndexed: false, alternate: null });
}
