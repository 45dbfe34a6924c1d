// What failed, out of all that a step printed: for the end of `npm test`, where little else is kept.

/** How node's tests, cargo, rustc, tsc, prettier and our own commands name a failure. */
const NAMES = [
  /✖|^\s*not ok\b|^\s*error\b|^\[(warn|error)\]/,
  /\bFAILED\b|\bpanicked at\b|\bis broken\b|\bwas not found\b|: not found;|\bcould not be\b/,
  /\berror(\[\w+\]|\sTS\d+)?: |\b[1-9]\d* (failed|violations?)\b|^(nobody noticed|never reached|reached less)/,
  // A play of the red team.
  /\((not )?pressed\)$/,
]
/** What went well, and signs of life. */
const IDLE =
  /^\s*$|^\s*[✔▶]|^test .* \.\.\. ok$|^ {2}[\w: ]+: \d+ s$|\b0 failed\b|^\s*(Compiling|Running|Finished|Fresh) /

/** Node says how long each test took, and tells of a failed one twice. */
const bare = (line) => line.trim().replace(/ \([\d.]+ms\)$/, '')

/**
 * The lines that name failures, each once, with as much of what follows each as there is room for; then the end. `most`
 * lines, in their order.
 */
export function failing(out, most = 60) {
  const lines = out.split('\n').filter((line) => !IDLE.test(line))
  const heads = lines.flatMap((line, at) => (NAMES.some((name) => name.test(line)) ? [at] : []))
  // The last time that it is told is the one with its reasons.
  const told = new Map(heads.map((at) => [bare(lines[at]), at]))
  const kept = new Set([...told.values()].sort((one, other) => other - one).slice(0, most))
  const ends = heads.toSpliced(0, 1).concat(lines.length)
  for (let room = 1; room < most; room += 1)
    heads.forEach((head, nth) => {
      const next = head + room
      if (kept.size < most && kept.has(head) && next < ends[nth]) kept.add(next)
    })
  for (let at = lines.length - 1; at >= 0 && kept.size < most; at -= 1) kept.add(at)
  return [...kept].sort((one, other) => one - other).map((at) => lines[at])
}
