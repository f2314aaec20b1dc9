import net from 'node:net';

/** A way to a test's database that can fall silent, as the way to a machine does that goes dark: nothing is closed. */
export interface SilentProxy {
  /** The URL of the database by this way. */
  url(of: string): string;
  /** Whatever is sent on the connections that are open now is lost from now on, in both directions; new ones get no answer. */
  fallSilent(): void;
  /** New connections are forwarded again. Those that fell silent stay so. */
  comeBack(): void;
  close(): Promise<void>;
}

/** `socketFolder` is where the server's socket lies, as the URLs of test databases name it. */
export async function openSilentProxy(databaseUrl: string): Promise<SilentProxy> {
  const socketFolder = new URL(databaseUrl).searchParams.get('host') ?? '';
  const sockets = new Set<net.Socket>();
  let isSilent = false;
  const server = net.createServer((near) => {
    hold(near);
    if (isSilent) return void near.resume();
    const far = hold(net.connect(`${socketFolder}/.s.PGSQL.5432`));
    near.pipe(far).pipe(near);
  });
  function hold(socket: net.Socket): net.Socket {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as net.AddressInfo; // it listens on TCP
  return {
    url: (of) => `postgresql://postgres@127.0.0.1:${port}${new URL(of).pathname}?sslmode=disable`,
    fallSilent() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().resume();
    },
    comeBack: () => void (isSilent = false),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
