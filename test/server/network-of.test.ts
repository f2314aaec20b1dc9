import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BlockList } from 'node:net';
import { networkOf } from '../../src/server/network-of.ts';

const group = fc.nat({ max: 0xffff }).map((value) => value.toString(16));
const groups = (count: number) => fc.array(group, { minLength: count, maxLength: count });

test('two IPv6 addresses count as one where they are of the same /64, however they are written', () => {
  const inNetwork = fc.tuple(groups(4), groups(4), groups(4)).map(([network, one, other]) => {
    return [[...network, ...one].join(':'), [...network, ...other].join(':')] as const;
  });
  fc.assert(
    fc.property(fc.oneof(inNetwork, fc.tuple(fc.ipV6(), fc.ipV6())), ([one, other]) => {
      fc.pre(!/^::ffff:[\d.]+$/i.test(one) && !/^::ffff:[\d.]+$/i.test(other));
      const network = new BlockList();
      network.addSubnet(one, 64, 'ipv6');
      expect(networkOf(one) === networkOf(other)).toBe(network.check(other, 'ipv6'));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:DB8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));
