import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OpenSpan, Tracing } from '../tracing.ts';

/**
 * Runs every request in a span, which continues the trace of its header `traceparent`. Health checks are not traced. The span
 * is named by the pattern of the route: addresses contain ids and signatures.
 */
export function traceRequests(http: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  http.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, routeOptions } = request;
    if (routeOptions.config.isUncounted === true) return done();
    const route = routeOptions.url ?? 'none';
    const span = tracing.begin(`${method} ${route}`, {
      kind: 'server',
      parent: typeof headers['traceparent'] === 'string' ? headers['traceparent'] : null,
      attributes: { 'http.request.method': method, 'http.route': route },
    });
    spans.set(request, span);
    span.run(done);
  });
  // Reading the body leaves the span, because Node emits its parts in the context of the connection.
  http.addHook('preHandler', (request, _reply, done) => runIn(spans.get(request), done));
  http.addHook('onResponse', (request, { statusCode }, done) => {
    const span = spans.get(request);
    span?.end({ 'http.response.status_code': statusCode }, statusCode >= 500);
    runIn(span, done);
  });
}

function runIn(span: OpenSpan | undefined, work: () => void): void {
  if (span) span.run(work);
  else work();
}
