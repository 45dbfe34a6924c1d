/** What `tools.js` offers to the handle: what most pages never use. */
export { journal } from './journal'
export { callTool, tools, type Kit } from './toolbox'
export { webmcp } from './webmcp'
