import { requestRoute } from '../api/request-route.ts';
import { say } from '../language/say.ts';

/** Sends a request to a route below /sign-in: POST with `body`, otherwise GET. Throws RouteError. */
export function requestSignIn<Body>(name: string, body: object | null): Promise<Body> {
  return requestRoute<Body>(`/sign-in/${name}`, { body, noResponse: say('session.noAnswer') });
}
