// What left the page, against what may leave it.

const ASKED = {
  '': ['query', 'conversationId', 'language', 'cartSnapshot', 'shown', 'outcomes'],
  cartSnapshot: [
    'currency',
    'totalItems',
    'subtotal',
    'total',
    'formattedSubtotal',
    'formattedTotal',
    'items',
    'truncated',
    'hash',
    'updatedAt',
    'shipping',
  ],
  'cartSnapshot.items': ['key', 'id', 'externalId', 'name', 'variant', 'quantity', 'formattedPrice'],
  'cartSnapshot.shipping': [
    'needsCountryResolution',
    'freeShippingThreshold',
    'currentAmount',
    'delta',
    'thresholdMet',
    'destinationCountry',
    'destinationLabel',
    'formattedThreshold',
    'formattedDelta',
    'formattedCost',
    'availableCountries',
  ],
  'cartSnapshot.shipping.availableCountries': ['code', 'label'],
  shown: ['id', 'externalId', 'name'],
  outcomes: [
    'id',
    'proposal',
    'action',
    'name',
    'result',
    'code',
    'asked',
    'got',
    'available',
    'change',
    'undoable',
    'undoes',
    'lines',
  ],
}
/** By their type, what a frame to the agent may hold beside it. */
const FRAMES = {
  auth: ['api_key', 'store_id', 'session_id', 'language', 'conversation_id', 'last_seq'],
  message: ['id', 'text', 'cartSnapshot', 'shown', 'outcomes'],
  cart: ['id'],
  action: ['id', 'attempt', 'action', 'sku', 'quantity'],
  ping: [],
  pong: [],
}
const STORE = ['id', 'key', 'quantity', 'externalId', 'code', 'operation']

/** The fields of a body that are on no list, as paths. `outcomes` is known to its second level. */
function extra(value, path = '') {
  if (Array.isArray(value)) return value.flatMap((each) => extra(each, path))
  if (typeof value !== 'object' || value === null || !(path in ASKED)) return []
  return Object.entries(value).flatMap(([name, each]) => {
    const full = path ? `${path}.${name}` : name
    return ASKED[path].includes(name) ? extra(each, full) : [full]
  })
}

function body(text) {
  try {
    return JSON.parse(text ?? '{}')
  } catch {
    return { unreadable: text }
  }
}

/** What is wrong with a frame to the agent. */
function frame(sent, { said }) {
  const { type, ...rest } = sent
  const known = FRAMES[type]
  if (!known) return `a frame called ${type}`
  if (type !== 'auth' && JSON.stringify(rest).includes('publishable-77')) return `the token in a frame called ${type}`
  if (type === 'message' && !said.includes(rest.text)) return `a question that nobody asked: ${rest.text}`
  const { cartSnapshot, shown, outcomes } = rest
  const more = [
    ...Object.keys(rest).filter((name) => !known.includes(name)),
    ...extra({ cartSnapshot, shown, outcomes }),
  ]
  return more.length ? `fields to the agent: ${more}` : undefined
}

function wrong({ method, url, body: text, headers = {} }, { origins, said, door }, pictures) {
  if (method === 'WEBSOCKET') {
    const isOurs = door === 'socket' && url === `${origins.agent.replace('http', 'ws')}/ws/chat`
    return isOurs ? undefined : `${method} ${url}`
  }
  const { origin, pathname, search } = new URL(url)
  if (/^(data|blob):/.test(url)) return url.startsWith('data:image/') ? undefined : `${method} ${url.slice(0, 80)}`
  const isPicture = method === 'GET' && !text && (pictures.includes(origin) || pathname.startsWith('/pictures/'))
  // The page fetches its own icon as it likes.
  if (isPicture && headers.referer && pathname !== '/pictures/shop.svg') return `where the shopper is, to ${url}`
  const isAgent = origin === origins.agent
  if (headers['x-widget-token'] && !isAgent) return `the token to ${url}`
  if (`${url}${isAgent ? '' : text}`.includes('publishable-77')) return `the token in ${url}`
  if (isAgent) {
    if (pathname !== '/api/widget/search' || search || !['POST', 'OPTIONS'].includes(method)) return `${method} ${url}`
    if (method === 'OPTIONS') return undefined
    const sent = body(text)
    if (!said.includes(sent.query)) return `a question that nobody asked: ${String(sent.query).slice(0, 80)}`
    const more = extra(sent)
    return more.length ? `fields to the agent: ${more}` : undefined
  }
  if (origin === origins.shop) {
    if (method === 'GET') return text ? `a body with GET ${url}` : undefined
    if (method !== 'POST' || !pathname.startsWith('/store/')) return `${method} ${url}`
    const more = Object.keys(body(text)).filter((name) => !STORE.includes(name))
    return more.length ? `fields to the shop: ${more}` : undefined
  }
  return isPicture && pictures.includes(origin) ? undefined : `${method} ${url}`
}

/** What must not have left, in words. `pictures`: origins that the shop allows for pictures. */
export const strayed = (run, pictures) => [
  ...run.requests.flatMap((request) => wrong(request, run, pictures) ?? []),
  ...run.frames.flatMap((sent) => frame(sent, run) ?? []),
]
