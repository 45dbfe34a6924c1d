// Addresses of pictures and pages: nothing runs, and nobody is asked but whom the shop has named.
import { TRUE, add, offer, own } from './kit.mjs'

const RUN = 'window.pwned=1'
const SCRIPTS = [
  `javascript:${RUN}`,
  ` javascript:${RUN}`,
  `java\nscript:${RUN}`,
  `JAVASCRIPT:${RUN}`,
  `\u0001javascript:${RUN}`,
  `data:text/html,<script>parent.${RUN}</script>`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"/>`,
  'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:null/1',
  'filesystem:https://evil.example/x',
  'ws://evil.example/x',
  'https://shop@evil.example/x.gif',
  '\\\\evil.example\\x.gif',
]
const FOREIGN = [
  'https://evil.example/beacon.gif?cart=1',
  '//evil.example/beacon.gif',
  'HTTPS://EVIL.EXAMPLE/beacon.svg',
  'https://pictures.example.evil.example/a.gif',
  'https://evil.example/https://pictures.example/a.gif',
  'https://pictures.example:8443/a.gif',
  'http://pictures.example/a.gif',
  'https://evil.example\u002f\u002epictures.example/',
]

const told = (more) => ({ ...own('flask'), ...more })
const everywhere = (address, family) => ({
  family,
  name: `${address.slice(0, 44)} for a picture and a page`,
  agent: offer(add('flask', 2), [
    told({ imageUrl: address, url: address, image: address }),
    { ...own('mug'), imageUrl: address, url: address },
  ]),
  holds: TRUE,
})
const lines = [FOREIGN[0], SCRIPTS[0], SCRIPTS[6]].map((address) => ({
  family: 'addresses',
  name: `${address.slice(0, 44)} at a line of the cart`,
  cart: [{ id: 'boots', quantity: 2, more: { image: address, url: address } }],
  agent: offer({ type: 'CLEAR', confirmationPrompt: `![see](${address})` }),
  holds: TRUE,
}))
const allowed = {
  family: 'addresses',
  name: 'a picture from a host that the shop has named',
  agent: offer(add('flask', 1), [told({ imageUrl: 'https://pictures.example/flask.gif' })]),
  holds: TRUE,
}

export default [
  ...SCRIPTS.map((address) => everywhere(address, 'script addresses')),
  ...FOREIGN.map((address) => everywhere(address, 'foreign hosts')),
  ...lines,
  allowed,
]
