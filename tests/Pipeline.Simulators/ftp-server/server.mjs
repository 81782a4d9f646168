// Serves a folder over plain FTP on a loopback port, with switches for bad lines.
//
//   FTP_USER=... FTP_PASSWORD=... node server.mjs --port 2121 --root DIR
//
//   --port N         control port on 127.0.0.1; 0 takes a free one. The line "Listening on 127.0.0.1:N" says which
//   --root DIR       what the login sees as its root, readable and writable
//   --throttle N     at most N bytes a second in each download
//   --cut-after N    break a download's connection when N bytes have left, counted from where the client resumed
//   --cut-times N    do so for the first N downloads only (default: for every one)
//
// Every finished or broken transfer is one line on standard output. SIGTERM stops the server.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import ftpSrv from 'ftp-srv';

const { FtpSrv, FileSystem } = ftpSrv;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    root: { type: 'string' },
    throttle: { type: 'string', default: '0' },
    'cut-after': { type: 'string', default: '0' },
    'cut-times': { type: 'string', default: 'Infinity' },
  },
});
const { FTP_USER: user, FTP_PASSWORD: password } = process.env;
if (!values.root || !user || !password) {
  console.error('Usage: FTP_USER=... FTP_PASSWORD=... node server.mjs --root DIR [--port N] [--throttle N] [--cut-after N [--cut-times N]]');
  process.exit(2);
}

const throttle = Number(values.throttle);
const cutAfter = Number(values['cut-after']);
let cutsLeft = cutAfter > 0 ? Number(values['cut-times']) : 0;

class BadLine extends Transform {
  #left = cutsLeft-- > 0 ? cutAfter : Infinity;
  #connection;

  constructor(connection) {
    super({ highWaterMark: 16384 });
    this.#connection = connection;
  }

  async _transform(chunk, _, done) {
    const part = chunk.subarray(0, Math.min(chunk.length, this.#left));
    this.#left -= part.length;
    if (throttle > 0) {
      await pause((part.length * 1000) / throttle);
    }
    this.push(part);
    if (this.#left > 0) {
      done();
      return;
    }
    // What was sent shall arrive before the line breaks, so that the client has something to resume.
    await pause(50);
    const data = this.#connection.connector.dataSocket;
    data?.resetAndDestroy();
    done(new Error('The line was cut'));
  }
}

class ServedFolder extends FileSystem {
  async read(fileName, { start } = {}) {
    const { fsPath, clientPath } = this._resolvePath(fileName);
    if ((await stat(fsPath)).isDirectory()) {
      throw new Error('Not a file');
    }
    const file = createReadStream(fsPath, { start });
    if (throttle === 0 && cutsLeft <= 0) {
      return { stream: file, clientPath };
    }
    const line = new BadLine(this.connection);
    line.path = clientPath;
    file.on('error', (error) => line.destroy(error));
    line.on('close', () => file.destroy());
    // The server attaches its listeners first and reads by pausing and resuming, which a pipe survives.
    return { stream: file.pipe(line), clientPath };
  }
}

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
// Every server process looks for passive ports from another start, so that neighbours do not meet.
const passiveFrom = 20000 + ((process.pid * 37) % 12000);
const server = new FtpSrv({
  url: `ftp://127.0.0.1:${values.port}`,
  pasv_url: '127.0.0.1',
  pasv_min: passiveFrom,
  pasv_max: 32767,
  greeting: 'Simulated distributor',
  log: silent,
});

server.on('login', ({ connection, username, password: given }, accept, refuse) => {
  if (username !== user || given !== password) {
    refuse(new Error('Login incorrect'));
    return;
  }
  for (const command of ['RETR', 'STOR']) {
    connection.on(command, (error, path) =>
      console.log(`${command} ${error ? `broken: ${error.message}` : path}`));
  }
  accept({ fs: new ServedFolder(connection, { root: values.root }) });
});
server.on('client-error', ({ context, error }) => console.log(`client-error ${context} ${error.code ?? error.message}`));
server.on('server-error', ({ error }) => {
  console.error(error.message);
  process.exit(1);
});

await server.listen();
console.log(`Listening on 127.0.0.1:${server.server.address().port}`);
