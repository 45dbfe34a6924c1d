/** Lines that can only be read: beside the checkout form and on the confirmation page. */
import { count, el, nameLang, picture, price } from './dom.js';

export const orderLine = line =>
  el('li', {},
    picture(line.image),
    el('div', {},
      el('p', { lang: nameLang(line) }, line.name),
      el('p', { class: 'nh-sub' }, [line.variant, count(line.quantity, 'piece')].filter(Boolean).join(' · '))),
    el('p', {}, price(line.lineTotal)));
