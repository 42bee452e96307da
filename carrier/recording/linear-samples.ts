/** G.711 adds it before it takes the logarithm. */
const bias = 132

/** The 16-bit sample that each byte of µ-law stands for. */
export const linearSamples: Int16Array = Int16Array.from({ length: 256 }, (_, byte) => {
  const turned = ~byte
  const exponent = (turned >> 4) & 0x07
  const magnitude = ((((turned & 0x0f) << 3) + bias) << exponent) - bias
  return (turned & 0x80) === 0 ? magnitude : -magnitude
})

/** As it goes over the wire where nobody speaks. */
export const silence = 0xff
