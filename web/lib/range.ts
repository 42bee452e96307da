/** 0, 1, … `length` - 1. */
export function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index)
}
