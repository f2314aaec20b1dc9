import net from 'node:net';

/** What `net` calls for each write that it hands to the system; it belongs to no public interface. */
interface Writing {
  _writeGeneric: (this: net.Socket, ...args: unknown[]) => unknown;
}

/** Counts from now on. */
export function countSocketWrites(): () => number {
  let writes = 0;
  const prototype = net.Socket.prototype as unknown as Writing; // see above
  const original = prototype._writeGeneric;
  prototype._writeGeneric = function counted(...args) {
    writes += 1;
    return original.apply(this, args);
  };
  return () => writes;
}

export function countOpenSockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}
