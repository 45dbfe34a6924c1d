// What is measured in the page. Each contestant stands in `#host` and is given the same carts in the same order.
import { goods } from './goods.js'

const STEPS = ['mount', 'same', 'more', 'less', 'clear']
const CARTS = { mount: goods.whole, same: goods.whole, more: goods.more, less: goods.less, clear: goods.none }
const now = () => performance.now()
const tick = () => new Promise((done) => setTimeout(done, 0))
const host = () => document.querySelector('#host')
const contestant = (name) => import(`./${name}.js`)

/** Without what two of the same page may differ in. */
const markup = (root) => root.querySelector('ul')?.outerHTML

const bench = {
  /** Times of each step in ms: `[script, script and layout]`; `drawn` is what stood there after each of the first round. */
  async run(name, count, warm, rounds) {
    const { prepare } = await contestant(name)
    const times = Object.fromEntries(STEPS.map((step) => [step, []]))
    const drawn = {}
    for (let round = 0; round < warm + rounds; round += 1) {
      const shown = await prepare(host())
      for (const step of STEPS) {
        const cart = CARTS[step](count)
        await tick()
        const began = now()
        await (step === 'mount' ? shown.mount(cart) : shown.update(cart))
        const script = now() - began
        void document.body.offsetHeight
        shown.root().querySelector('ul')?.getBoundingClientRect()
        if (round >= warm) times[step].push([script, now() - began])
        if (!round) drawn[step] = markup(shown.root())
      }
      shown.end()
      await tick()
    }
    return { times, drawn }
  },

  /** From asking for the code until a cart of two lines has been laid out, in ms. */
  async init(name) {
    const began = now()
    const { prepare } = await contestant(name)
    const shown = await prepare(host())
    await shown.mount(goods.whole(2))
    void document.body.offsetHeight
    return now() - began
  },

  /** How often the page is written to when the same cart is read again. */
  async writes(name, count) {
    const { prepare } = await contestant(name)
    const shown = await prepare(host())
    await shown.mount(goods.whole(count))
    await tick()
    let writes = 0
    const everything = { subtree: true, childList: true, attributes: true, characterData: true }
    const observer = new MutationObserver((all) => (writes += all.length))
    observer.observe(shown.root(), everything)
    await shown.update(goods.whole(count))
    await tick()
    writes += observer.takeRecords().length
    return writes
  },

  /** Ten thousand events in one turn: ms for the page that fires them, and how often the host was asked within 3 s. */
  async burst(name, count) {
    let asked = 0
    if (name === 'widget') {
      const { prepare } = await contestant(name)
      const shown = await prepare(host(), { onGetCart: () => ((asked += 1), goods.whole(2)) })
      await shown.handle.refresh()
      await new Promise((done) => setTimeout(done, 1500))
    } else {
      let isArmed = false
      window.addEventListener('handcart:cart-update', () => {
        if (isArmed) return
        isArmed = true
        setTimeout(() => ((isArmed = false), (asked += 1)), 300)
      })
    }
    asked = 0
    const began = now()
    for (let at = 0; at < count; at += 1) window.dispatchEvent(new CustomEvent('handcart:cart-update'))
    const script = now() - began
    await new Promise((done) => setTimeout(done, 3000))
    return { script, asked }
  },

  /** What a read costs beside the host's own answer, in µs: a cart of two lines, answered by a promise at once. */
  async latency(count) {
    const { prepare } = await contestant('widget')
    const cart = goods.whole(2)
    const answer = async () => cart
    const shown = await prepare(host(), { onGetCart: answer })
    const time = async (work) => {
      for (let at = 0; at < count / 10; at += 1) await work()
      const began = now()
      for (let at = 0; at < count; at += 1) await work()
      return ((now() - began) / count) * 1000
    }
    const alone = await time(answer)
    return (await time(() => shown.handle.refresh())) - alone
  },

  /** Mounts and counts what kept the page busy for longer than 50 ms. */
  async long(name, count) {
    const tasks = []
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
    observer.observe({ entryTypes: ['longtask'] })
    const { prepare } = await contestant(name)
    const shown = await prepare(host())
    await tick()
    await shown.mount(goods.whole(count))
    await new Promise((done) => setTimeout(done, 1000))
    return tasks
  },
}

window.bench = bench
window.learn = async () => (await import('./learn.js')).learn(host())
