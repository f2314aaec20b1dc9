import { answerCalls, settings } from '../processes/answer-calls.ts';
import { chargeOverHttp } from './charge-over-http.ts';
import type { LoadCalls } from './load.ts';

await settings();
answerCalls<LoadCalls>({ measure: chargeOverHttp });
