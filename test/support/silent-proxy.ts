import net from 'node:net';

/** A way to a test's database that can fall silent, as the way to a machine does that goes dark: nothing is closed. */
export interface SilentProxy {
  /** The URL of the database by this way. */
  url(of: string): string;
  /** Whatever is sent on the connections that are open now is lost from now on, in both directions; new ones get no answer. */
  fallSilent(): void;
  /** The same for the open connections of one application alone, of which there are so many; new ones are forwarded. */
  silence(applicationName: string): number;
  /** New connections are forwarded again. Those that fell silent stay so. */
  comeBack(): void;
  /** New connections lead to the server of this URL, as when an address is given to another machine. */
  leadTo(databaseUrl: string): void;
  close(): Promise<void>;
}

interface Pair {
  readonly near: net.Socket;
  readonly far: net.Socket;
  applicationName: string;
  isSilent: boolean;
}

/** To a server that listens on TCP, or on the socket in the folder which the URLs of test databases name. */
export async function openSilentProxy(databaseUrl: string): Promise<SilentProxy> {
  let target = addressOf(databaseUrl);
  const sockets = new Set<net.Socket>();
  const pairs = new Set<Pair>();
  let isSilent = false;
  const server = net.createServer((near) => {
    hold(near);
    if (isSilent) return void near.resume();
    const far = hold(net.connect(target));
    const pair: Pair = { near, far, applicationName: '', isSilent: false };
    pairs.add(pair);
    near.once('data', (startup) => (pair.applicationName = applicationOf(startup)));
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('close', () => end(pair));
  });
  function hold(socket: net.Socket): net.Socket {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  }
  /** Where one side has gone, the other is told, unless the way is dark. */
  function end(pair: Pair): void {
    pairs.delete(pair);
    if (!pair.isSilent) for (const socket of [pair.near, pair.far]) socket.destroy();
  }
  function darken(pair: Pair): void {
    pair.isSilent = true;
    for (const socket of [pair.near, pair.far]) socket.unpipe().resume();
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as net.AddressInfo; // it listens on TCP
  return {
    url(of) {
      const { username, pathname } = new URL(of);
      return `postgresql://${username || 'postgres'}@127.0.0.1:${port}${pathname}?sslmode=disable`;
    },
    fallSilent() {
      isSilent = true;
      for (const pair of pairs) darken(pair);
    },
    silence(applicationName) {
      const named = [...pairs].filter((pair) => pair.applicationName === applicationName);
      for (const pair of named) darken(pair);
      return named.length;
    },
    comeBack: () => void (isSilent = false),
    leadTo: (url) => void (target = addressOf(url)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Of a server that listens on TCP, or on the socket in the folder which the URLs of test databases name. */
export function addressOf(databaseUrl: string): net.NetConnectOpts {
  const { hostname, port, searchParams } = new URL(databaseUrl);
  const folder = searchParams.get('host');
  return folder === null ? { host: hostname, port: Number(port) } : { path: `${folder}/.s.PGSQL.5432` };
}

/** As the first message of PostgreSQL's protocol names it. */
function applicationOf(startup: Buffer): string {
  return /application_name\0([^\0]*)/.exec(startup.toString('latin1'))?.[1] ?? '';
}
