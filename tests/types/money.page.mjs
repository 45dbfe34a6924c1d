// Prints amounts in every locale and currency that the runtime's Intl knows. Runs in Node and in a page; uses nothing but Intl.

const LANGUAGES = `af agq ak am ar as asa ast az bas be bem bez bg bgc bho blo bm bn bo br brx bs ca ccp ce ceb cgg chr ckb cs csw cv cy da dav de dje doi dsb dua dyo dz
ebu ee el en eo es et eu ewo fa ff fi fil fo fr fur fy ga gd gl gsw gu guz gv ha haw he hi hr hsb hu hy ia id ie ig ii is it ja jgo jmc jv ka kab kam kde kea kgp khq ki kk kkj
kl kln km kn ko kok ks ksb ksf ksh ku kw kxv ky la lag lb lg lij lkt lmo ln lo lrc lt lu luo luy lv mai mas mer mfe mg mgh mgo mi mk ml mn mni mr ms mt mua my mzn naq nb nd nds ne nl
nmg nn no nnh nqo nso nus nyn oc om or os pa pcm pl prg ps pt qu raj rm rn ro rof ru rw rwk sa sah saq sat sbp sc sd se seh ses sg shi shn si sk sl smn sn so sq sr st su sv sw syr szl
ta te teo tg th ti tk tn to tok tr tt twq tzm ug uk ur uz vai vec vi vmw vun wae wo xh xnr xog yav yi yo yrl yue za zgh zh zu`
const REGIONS = {
  ar: 'AE BH DJ DZ EG EH ER IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE',
  bn: 'BD IN',
  ca: 'AD ES FR IT',
  da: 'DK GL',
  de: 'AT BE CH DE IT LI LU',
  el: 'CY GR',
  en: '001 150 AE AG AI AT AU BB BE BI BM BS BW BZ CA CH CY DE DK DM ER FI FJ FK GB GD GG GH GI GM GU GY HK ID IE IL IM IN JE JM KE KN KY LR LS MG MO MT MU MV MW MY NA NG NL NZ PG PH PK RW SB SE SG SH SI SS SX SZ TC TT TZ UG US VC VU WS ZA ZM ZW',
  es: '419 AR BO BR BZ CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PH PR PY SV US UY VE',
  fa: 'AF IR',
  ff: 'GN SN',
  fr: 'BE BF BI BJ CA CD CF CG CH CI CM DJ DZ FR GA GN GP GQ HT KM LU MA MC MG ML MR MU NE PF RE RW SC SN SY TD TG TN VU',
  gsw: 'CH FR LI',
  hi: 'IN Latn-IN',
  hr: 'BA HR',
  it: 'CH IT SM VA',
  ja: 'JP',
  ko: 'KP KR',
  ks: 'Deva',
  ms: 'BN ID MY SG',
  nb: 'NO SJ',
  ne: 'IN NP',
  nl: 'AW BE BQ CW NL SR SX',
  om: 'ET KE',
  pa: 'Arab Guru',
  ps: 'AF PK',
  pt: 'AO BR CH CV GW LU MO MZ PT ST TL',
  qu: 'BO EC PE',
  ro: 'MD RO',
  ru: 'BY KG KZ MD RU UA',
  sd: 'Arab Deva',
  se: 'FI NO SE',
  so: 'DJ ET KE SO',
  sq: 'AL MK XK',
  sr: 'Cyrl-BA Cyrl-ME Cyrl-RS Cyrl-XK Latn-BA Latn-ME Latn-RS Latn-XK',
  sv: 'AX FI SE',
  sw: 'CD KE TZ UG',
  ta: 'IN LK MY SG',
  te: 'IN',
  ti: 'ER ET',
  tr: 'CY TR',
  ur: 'IN PK',
  uz: 'Arab Cyrl Latn',
  vi: 'VN',
  yo: 'BJ NG',
  yue: 'Hans Hant',
  zh: 'Hans-CN Hans-HK Hans-MO Hans-SG Hant-HK Hant-MO Hant-TW',
}

/** Every locale that the runtime knows, at least 300, and one for each of its numbering systems. */
export function locales() {
  const all = LANGUAGES.split(/\s+/)
  for (const [language, regions] of Object.entries(REGIONS))
    all.push(...regions.split(' ').map((region) => `${language}-${region}`))
  for (const system of Intl.supportedValuesOf('numberingSystem')) all.push(`en-u-nu-${system}`, `de-u-nu-${system}`)
  return Intl.NumberFormat.supportedLocalesOf(all)
}

const AMOUNTS = [0, 1, 12.58, 1234.5, 1234567.89, -12.58, -1234.5]
/** Where only the locale matters, these stand for all currencies. */
const SOME = ['AUD', 'BRL', 'CHF', 'CLP', 'CVE', 'EUR', 'INR', 'JPY', 'KWD', 'PAB', 'SAR', 'USD']
const STYLES = [
  [{}, AMOUNTS],
  [{ currencyDisplay: 'narrowSymbol' }, [1234.5, -12.58]],
  [{ currencySign: 'accounting' }, [-12.58], SOME],
  [{ currencyDisplay: 'code' }, [1234.5, -12.58], SOME],
]

/** The lines `currency TAB what was printed, in plain digits TAB text` for one locale. */
export function texts(locale) {
  const ten = new Intl.NumberFormat(locale, { useGrouping: false })
  const digits = new Map([...'0123456789'].map((digit) => [ten.format(digit), digit]))
  const plain = (text) => [...text].map((c) => digits.get(c) ?? c).join('')
  const lines = new Set()
  for (const [style, amounts, some] of STYLES) {
    for (const currency of some || locale.includes('-u-nu-') ? SOME : Intl.supportedValuesOf('currency')) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency, ...style })
      for (const amount of amounts) {
        let text = '',
          printed = amount < 0 ? '-' : ''
        for (const part of format.formatToParts(amount)) {
          text += part.value
          if (part.type == 'integer') printed += plain(part.value)
          if (part.type == 'fraction') printed += '.' + plain(part.value)
        }
        lines.add(`${currency}\t${printed}\t${text}`)
      }
    }
  }
  return [...lines]
}
