import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HttpRefusal } from './http-refusal.ts';
import type { ServerLimits } from './server-limits.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads the body itself and has its own time limit, so this one does not apply until it has answered. */
    readsOwnBody?: boolean;
  }
}

/** How often incomplete bodies are checked. */
const LOOK_INTERVAL_MS = 250;

interface ArrivingBody {
  readonly reply: FastifyReply;
  readonly readsOwnBody: boolean;
  readonly since: number;
  /** The maximum number of its bytes in memory. */
  readonly bytes: number;
  /** When a check first found the request answered and its body incomplete. */
  answeredAt: number | null;
}

/**
 * Limits the request bodies of all routes. Each must arrive within LIMIT_BODY_SECONDS, whether or not it is read, so that a
 * slow sender cannot hold a connection forever. All incomplete bodies together may take LIMIT_BODIES_BYTES; beyond that the
 * oldest are refused, because a body that arrives quickly is never the oldest for long.
 *
 * Most bodies arrive at once, so one timer serves all, and runs only while a body is incomplete.
 */
export function limitRequestBodies(http: FastifyInstance, limits: ServerLimits): void {
  const bodies = new ArrivingBodies(limits);
  http.addHook('onRequest', (request, reply, done) => {
    bodies.add(request.raw, reply, request.routeOptions.config.readsOwnBody === true);
    done();
  });
  http.addHook('preHandler', ({ raw, routeOptions }, _reply, done) => {
    if (raw.complete && routeOptions.config.readsOwnBody !== true) bodies.remove(raw);
    done();
  });
}

class ArrivingBodies {
  readonly #limits: ServerLimits;
  readonly #arriving = new Map<IncomingMessage, ArrivingBody>();
  #heldBytes = 0;
  #looking: NodeJS.Timeout | null = null;

  constructor(limits: ServerLimits) {
    this.#limits = limits;
  }

  add(raw: IncomingMessage, reply: FastifyReply, readsOwnBody: boolean): void {
    const { headers } = raw;
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
    const { bodyBytes, bodiesBytes } = this.#limits;
    // What is beyond bodyBytes is refused unread, and what a route reads itself is not held here.
    const bytes = readsOwnBody ? 0 : Math.min(bodyBytes, Number(headers['content-length'] ?? bodyBytes));
    this.#arriving.set(raw, { reply, readsOwnBody, since: performance.now(), bytes, answeredAt: null });
    this.#heldBytes += bytes;
    for (const [oldest, body] of this.#arriving) {
      if (this.#heldBytes <= bodiesBytes) break;
      if (body.bytes === 0) continue;
      this.remove(oldest);
      end(oldest, body, tooManyBodies(bodiesBytes));
    }
    this.#looking ??= setInterval(() => this.#look(), LOOK_INTERVAL_MS);
  }

  remove(raw: IncomingMessage): void {
    const body = this.#arriving.get(raw);
    if (!body) return;
    this.#arriving.delete(raw);
    this.#heldBytes -= body.bytes;
  }

  #look(): void {
    const { bodySeconds } = this.#limits;
    for (const [raw, body] of this.#arriving) {
      if (raw.complete || raw.destroyed) this.remove(raw);
      else if (isLate(body, bodySeconds)) {
        this.remove(raw);
        end(raw, body, tooSlow(bodySeconds));
      }
    }
    if (this.#arriving.size > 0 || !this.#looking) return;
    clearInterval(this.#looking);
    this.#looking = null;
  }
}

function isLate(body: ArrivingBody, bodySeconds: number): boolean {
  const now = performance.now();
  if (body.reply.sent) body.answeredAt ??= now;
  const since = body.readsOwnBody ? body.answeredAt : body.since;
  return since !== null && now - since > bodySeconds * 1000;
}

/** Closes the connection of a request that already has a response. */
function end(raw: IncomingMessage, { reply }: ArrivingBody, refusal: HttpRefusal): void {
  if (raw.complete || raw.destroyed) return;
  if (reply.sent) return void raw.socket.destroy();
  reply.raw.once('finish', () => raw.destroy()); // the rest of the body will not be read
  void reply.header('connection', 'close').send(refusal);
}

function tooSlow(max: number): HttpRefusal {
  const message = `The body took longer than LIMIT_BODY_SECONDS, ${max}. Send it faster, or less.`;
  return new HttpRefusal(408, 'BAD_REQUEST', message, { limit: { name: 'LIMIT_BODY_SECONDS', max } });
}

function tooManyBodies(max: number): HttpRefusal {
  const message = `Too much is being sent at once: LIMIT_BODIES_BYTES allows ${max} bytes. Send it again later, and faster.`;
  const extensions = { limit: { name: 'LIMIT_BODIES_BYTES', max }, retryAfterSeconds: 1 };
  return new HttpRefusal(503, 'UNAVAILABLE', message, extensions, { 'retry-after': '1' });
}
