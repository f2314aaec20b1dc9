import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Resolve } from '../../src/guarded-agent.ts';
import { isPublicAddress } from '../../src/public-address.ts';
import { reachable } from '../../src/webhooks/reachable.ts';
import { deliveryAfter, endpointAfter, readRetryAfter } from '../../src/webhooks/schedule.ts';
import { WebhookSender } from '../../src/webhooks/send-webhook.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { HOUR_MS } from '../../src/instant.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('private addresses', () => {
  let receiver: WebhookReceiver;
  let port: string;
  beforeAll(async () => {
    receiver = await WebhookReceiver.open();
    ({ port } = new URL(receiver.url));
  });
  afterAll(() => receiver.close());

  async function send(url: string, addresses: readonly (readonly string[])[] = [], allowed: readonly string[] = []) {
    const resolved = addresses.map((each) => [...each]);
    const resolve: Resolve = (_, __, done) =>
      done(
        null,
        (resolved.length > 1 ? resolved.shift() : resolved[0])?.map((address) => ({
          address,
          family: address.includes(':') ? 6 : 4,
        })) ?? [],
      );
    const sender = new WebhookSender({ reachable: reachable(allowed), clock: () => NOW, resolve });
    try {
      return await sender.send({ url: url.replace('PORT', port), headers: {}, body: '{}' });
    } finally {
      await sender.close();
    }
  }

  test.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://0.0.0.0:PORT/',
  ])('%s is not connected to', async (url) => {
    expect(await send(url)).toEqual({ status: null, failure: 'the address is private', retryAfterMs: null });
    expect(receiver.received).toEqual([]);
  });

  test.each([
    ['that leads inside', [['127.0.0.1']]],
    ['of which one address among several is inside', [['203.0.114.7', '127.0.0.1']]],
    ['that leads inside by IPv6', [['::ffff:127.0.0.1']]],
    ['that carries an inner address', [['2002:7f00:1::']]],
  ])('a name %s is not connected to', async (_, addresses) => {
    const result = await send('http://shop.example:PORT/', addresses);
    expect(result.failure).toBe('the name leads to a private address');
    expect(receiver.received).toEqual([]);
  });

  test('the operator allows a network or a name, and no others', async () => {
    expect((await send('http://127.0.0.1:PORT/', [], ['127.0.0.0/8'])).status).toBe(204);
    expect((await send('http://shop.internal:PORT/', [['127.0.0.1']], ['Shop.Internal'])).status).toBe(204);
    expect((await send('http://else.internal:PORT/', [['127.0.0.1']], ['shop.internal'])).status).toBeNull();
  });

  test('a host name that resolves differently each time is resolved once per connection, and the checked address is used', async () => {
    const inside = await WebhookReceiver.open('127.0.0.9', Number(port));
    const addresses = ['127.0.0.1', '127.0.0.9', '127.0.0.9'];
    const resolve: Resolve = (_, __, done) => done(null, [{ address: addresses.shift() ?? '', family: 4 }]);
    const sender = new WebhookSender({ reachable: reachable(['127.0.0.1']), clock: () => NOW, resolve });
    receiver.answer((response) => response.writeHead(204, { connection: 'close' }).end());
    try {
      const request = { url: `http://rebound.example:${port}/`, headers: {}, body: '{}' };
      const before = receiver.received.length;
      expect(await sender.send(request)).toMatchObject({ status: 204 });
      expect(addresses).toHaveLength(2);
      expect((await sender.send(request)).failure).toBe('the name leads to a private address');
      expect(receiver.received).toHaveLength(before + 1);
      expect(inside.received).toEqual([]);
    } finally {
      await sender.close();
      await inside.close();
    }
  });

  test('addresses are public or not, whatever their family', () => {
    const wrong = [
      ...['8.8.8.8', '1.1.1.1', '2606:4700::1111', '2a00:1450:4001::1'].filter((each) => !isPublicAddress(each)),
      ...['10.1.2.3', '100.64.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1', '198.18.0.1', '224.0.0.1'].filter(
        (each) => isPublicAddress(each),
      ),
      ...['255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'ff02::1', '64:ff9b::7f00:1', '2001:db8::1'].filter(
        (each) => isPublicAddress(each),
      ),
      ...['localhost', '', '1.2.3'].filter((each) => isPublicAddress(each)),
    ];
    expect(wrong).toEqual([]);
  });
});

describe('the schedule', () => {
  const failed = { status: 500, failure: null, retryAfterMs: null };

  test('a delivery is tried ten times in 75 h 35 min, and each wait is off by 10 % at the most', () => {
    const waits = (random: number) =>
      Array.from({ length: 10 }, (_, attempts) => deliveryAfter(attempts, failed, NOW, random)).map(
        ({ nextAttemptAt }) => nextAttemptAt && nextAttemptAt - NOW,
      );
    const middle = [5_000, 300_000, 1_800_000, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS), null];
    expect(waits(0.5)).toEqual(middle);
    expect(waits(0)[0]).toBe(4_500);
    expect(waits(0.999)[0]).toBe(5_499);
    expect(deliveryAfter(9, failed, NOW, 0)).toEqual({ status: 'FAILED', attempts: 10, nextAttemptAt: null });
  });

  test.each([
    [200, 'DELIVERED'],
    [299, 'DELIVERED'],
    [301, 'PENDING'],
    [404, 'PENDING'],
    [410, 'FAILED'],
    [500, 'PENDING'],
    [null, 'PENDING'],
  ] as const)('a response of %s leaves a delivery %s', (status, left) => {
    expect(deliveryAfter(0, { ...failed, status }, NOW, 0).status).toBe(left);
  });

  test('Retry-After is seconds or a date, lengthens a wait, and counts for a day at the most', () => {
    expect(readRetryAfter('120', NOW)).toBe(120_000);
    expect(readRetryAfter('Sun, 01 Mar 2026 12:01:00 GMT', NOW)).toBe(60_000);
    expect(readRetryAfter('soon', NOW)).toBeNull();
    const after = (retryAfterMs: number) => deliveryAfter(0, { ...failed, retryAfterMs }, NOW, 0.5).nextAttemptAt;
    expect(after(60_000)).toBe(NOW + 60_000);
    expect(after(1)).toBe(NOW + 5_000);
    expect(after(1e12)).toBe(NOW + 24 * HOUR_MS);
  });

  test('an endpoint is switched off after five days without a success, or by 410', () => {
    const ok = { ...failed, status: 200 };
    const since = NOW - 120 * HOUR_MS;
    expect(endpointAfter(null, [failed], NOW)).toMatchObject({ failingSince: NOW, switchedOff: null });
    expect(endpointAfter(since + 1, [failed], NOW).switchedOff).toBeNull();
    expect(endpointAfter(since, [failed], NOW).switchedOff).toBe('failed for five days');
    expect(endpointAfter(since, [ok], NOW)).toMatchObject({ failingSince: null, switchedOff: null });
    expect(endpointAfter(since, [ok, failed], NOW)).toMatchObject({ failingSince: NOW, switchedOff: null });
    expect(endpointAfter(null, [{ ...failed, status: 410 }], NOW).switchedOff).toBe('answered 410 Gone');
  });
});
