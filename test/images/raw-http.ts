import { once } from 'node:events';
import net from 'node:net';

/** A connection on which a test says exactly what it means to say. */
export interface RawConnection {
  send(bytes: string | Uint8Array): void;
  /** Sends no more, and still listens. */
  finish(): void;
  /** Goes away at once. */
  breakOff(): void;
  /** Everything that the server has said, once it has closed the connection. */
  everything(): Promise<string>;
  /** Everything up to a text, which the server has not closed the connection for. */
  upTo(text: string): Promise<string>;
}

export async function connectTo(port: number): Promise<RawConnection> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
    socket.emit('heard');
  });
  const ended = new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
  socket.on('error', () => undefined); // a reset connection is closed then, and `everything` ends with what was heard
  return {
    send: (bytes) => void socket.write(bytes),
    finish: () => void socket.end(),
    breakOff: () => void socket.resetAndDestroy(),
    async everything() {
      await ended;
      socket.destroy();
      return heard;
    },
    async upTo(text) {
      while (!heard.includes(text)) await once(socket, 'heard');
      return heard;
    },
  };
}
