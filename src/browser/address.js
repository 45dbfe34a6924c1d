// What a link or a picture of the shop or of an agent may point to: the rules of contract/url.rs, as the page reads them.
// Nothing is mended: an address is let through as it came, or refused.
import { id } from './intake.js'

const { apply } = Reflect
const { test } = RegExp.prototype

/** What a browser would drop or turn around, white space at the ends, and letters that are not seen. */
const BAD =
  /^ | $|[\0-\x1f\\\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffd]|\udb40[\udc00-\udc7f]/
const NAME = '[\\w.\\-\\xc0-\\uffff]'
/** After a host: a port, and what follows or nothing. No credentials. */
const END = ')(:\\d{1,5})?([/?#]|$)'
const HOST = `(?!\\.)(${NAME}+|\\[[\\da-f.:]+]${END}`
/** This machine. */
const HERE = `(?!\\.)((${NAME}*\\.)?localhost|127(\\.\\d+){3}|\\[::1]${END}`
/** Relative to the page's origin: anything but `//evil.example`. */
const OWN = '^((?!//)[^:/?#]*([/?#]|$)|http'
/** By whether the page itself came by https. */
const LINKS = [RegExp(`${OWN}s?://${HOST})`, 'i'), RegExp(`${OWN}s://${HOST}|http://${HERE})`, 'i')]
/** A small picture in the address itself, never SVG. */
const DATA = /^data:image\/(png|jpeg|webp|gif|avif);base64,[a-z\d+/=]+$/i

const is = (what, v) => apply(test, what, [v])
const fits = (v, https) => is(LINKS[https], v) && !is(BAD, v)

/** The address of a page, checked. */
export const link = (o, a, https) => {
  const v = id(o, a, 2048)
  if (v && fits(v, https)) return v
}
/** The address of a picture, checked. */
export const image = (o, a, https) => {
  const v = id(o, a, 2048)
  if (v && (fits(v, https) || is(DATA, v))) return v
}
