/** The same tools for the browser's own agent (WebMCP): registered with the page, until the widget goes. */
import type { ToolDefinition } from '../contract/types'
import { callTool, type Kit, tools } from './toolbox'

interface Tool extends ToolDefinition {
  execute(input: unknown, more?: { signal?: AbortSignal }): Promise<unknown>
}

/** `document.modelContext`, and `navigator.modelContext` of Chrome before 150. */
interface ModelContext {
  registerTool(tool: Tool, options?: { signal: AbortSignal }): unknown
  /** Only of the older one. */
  unregisterTool?(name: string): unknown
}

const context = (): ModelContext | undefined =>
  (document as { modelContext?: ModelContext }).modelContext ??
  (navigator as { modelContext?: ModelContext }).modelContext

/** Registers what applies. What cannot be registered is told, and stops nothing else. */
export async function webmcp(kit: Kit): Promise<void> {
  const { signal } = kit.edge.ending
  const page = context()
  if (typeof page?.registerTool !== 'function') return
  for (const tool of tools(kit)) {
    const { name } = tool
    if (signal.aborted) return
    try {
      await page.registerTool({ ...tool, execute: (input, more) => callTool(kit, name, input, more) }, { signal })
      // The older one knows no signal; the newer one has forgotten the tool by itself.
      signal.addEventListener('abort', () => {
        try {
          page.unregisterTool?.(name)
        } catch {
          // It is gone already.
        }
      })
    } catch (cause) {
      const isTaken = (cause as Error)?.name === 'InvalidStateError'
      kit.fail({
        code: isTaken ? 'conflict' : 'not-supported',
        message: `WebMCP: the tool '${name}' could not be registered: ${isTaken ? 'the page has one of this name already' : String(cause)}`,
        cause,
      })
    }
  }
}
