/** The tags that content from outside stands in; the instructions say what each is. */
export type FenceName = 'caller' | 'event' | 'caller_record' | 'tool_result' | 'now' | 'being_heard'

/**
 * Data between tags: nothing in it can end the fence, or begin another one, since every angle bracket that
 * could is written as a similar sign. Line breaks stay, other control characters go.
 */
export function fenced(name: FenceName, content: string): string {
  return `<${name}>${withoutTags(content)}</${name}>`
}

function withoutTags(content: string): string {
  return content
    .slice(0, longest)
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
}

/** More than anybody says in one turn, and than any tool tells. */
const longest = 8_000
