import { useEffect, useRef, type RefObject } from 'react'

/** Keeps a scrolled area at its end while it grows, unless the reader has scrolled up to read. */
export function useStickToEnd(): RefObject<HTMLDivElement | null> {
  const area = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = area.current
    if (!element) return undefined
    let isAtEnd = true
    const look = () => {
      isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx
    }
    const grown = new MutationObserver(() => {
      if (isAtEnd) element.scrollTop = element.scrollHeight
    })
    element.addEventListener('scroll', look, { passive: true })
    grown.observe(element, { childList: true, subtree: true, characterData: true })
    return () => {
      element.removeEventListener('scroll', look)
      grown.disconnect()
    }
  }, [])
  return area
}

const nearPx = 80
