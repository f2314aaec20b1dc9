import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * The usual headers on every answer. Pages may load what this server itself serves, and pictures from the address that
 * signed URLs begin with; a route that needs something else says so itself.
 */
export async function sendSecurityHeaders(http: FastifyInstance, publicUrl: string | null): Promise<void> {
  const own = publicUrl === null ? ["'self'"] : ["'self'", new URL(publicUrl).origin];
  const isSecure = publicUrl?.startsWith('https:') ?? false;
  await http.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // Mantine sets sizes as inline styles
        imgSrc: [...own, 'data:', 'blob:'],
        connectSrc: own,
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isSecure,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}
