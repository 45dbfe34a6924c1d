// WebSockets on a server of Node's http, by RFC 6455: text, ping, close, fragments and masks; nothing more is needed here.
import { createHash } from 'node:crypto'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** One frame as a server sends it. */
function framed(opcode, payload) {
  const { length } = payload
  const head =
    length < 126
      ? [0x80 | opcode, length]
      : length < 65_536
        ? [0x80 | opcode, 126, length >> 8, length & 255]
        : [0x80 | opcode, 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (length >>> shift) & 255)]
  return Buffer.concat([Buffer.from(head), payload])
}

/** The first frame of what came, and what follows it; `undefined` where it is not whole yet. */
function cut(bytes) {
  if (bytes.length < 2) return undefined
  const isMasked = bytes[1] & 0x80
  let length = bytes[1] & 0x7f
  let at = 2
  if (length === 126) [length, at] = [bytes.length < 4 ? Infinity : bytes.readUInt16BE(2), 4]
  else if (length === 127) [length, at] = [bytes.length < 10 ? Infinity : Number(bytes.readBigUInt64BE(2)), 10]
  const start = at + (isMasked ? 4 : 0)
  if (bytes.length < start + length) return undefined
  const payload = Buffer.from(bytes.subarray(start, start + length))
  if (isMasked) for (let i = 0; i < length; i += 1) payload[i] ^= bytes[at + (i & 3)]
  return { isLast: Boolean(bytes[0] & 0x80), opcode: bytes[0] & 15, payload, rest: bytes.subarray(start + length) }
}

/** Carries the frames of `agent` (agent.mjs) on `path` of an http server. */
export function carry(server, path, agent) {
  server.on('upgrade', (request, socket) => {
    socket.on('error', () => {})
    if (new URL(request.url, 'http://x').pathname !== path) return socket.destroy()
    const away = agent.turnAway?.()
    if (away) return socket.end(away)
    const key = createHash('sha1')
      .update(request.headers['sec-websocket-key'] + GUID)
      .digest('base64')
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
    socket.write([...head, `Sec-WebSocket-Accept: ${key}`, '', ''].join('\r\n'))
    const line = agent.connect({
      // Bytes go as bytes.
      send: (what) => socket.writable && socket.write(framed(typeof what === 'string' ? 1 : 2, Buffer.from(what))),
      // Without a code the line is torn.
      close: (code) => (code ? socket.end(framed(8, Buffer.from([code >> 8, code & 255]))) : socket.destroy()),
    })
    let bytes = Buffer.alloc(0)
    let text = ''
    socket.on('data', (more) => {
      bytes = Buffer.concat([bytes, more])
      for (let frame; (frame = cut(bytes));) {
        bytes = frame.rest
        if (frame.opcode === 8) {
          line.code = frame.payload.length > 1 ? frame.payload.readUInt16BE(0) : undefined
          agent.closed = [...(agent.closed ?? []), line.code]
          socket.end(framed(8, frame.payload))
        } else if (frame.opcode === 9) socket.write(framed(10, frame.payload))
        else if (frame.opcode < 2) {
          text += frame.payload.toString('utf8')
          if (!frame.isLast) continue
          const whole = text
          text = ''
          line.got(whole)
        }
      }
    })
    socket.on('close', () => line.gone())
  })
}
