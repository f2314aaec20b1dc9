import { askRoute } from '../api/ask-route.ts';
import { say } from '../language/say.ts';

/** Sends a request to a route below /sign-in: POST with `body`, otherwise GET. Throws RouteError. */
export function askSignIn<Answer>(name: string, body: object | null): Promise<Answer> {
  return askRoute<Answer>(`/sign-in/${name}`, { body, noAnswer: say('session.noAnswer') });
}
