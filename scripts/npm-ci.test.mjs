import { expect, it } from 'vitest'
import { withoutOwnPackages } from './npm-ci.mjs'

it('takes only the folders of its own packages from the search path', () => {
  const path = ['/p/node_modules/.bin', '/p/node_modules', '/n/node_modules/.bin', '/usr/bin']
  expect(withoutOwnPackages(path.join(':'), '/p')).toBe('/n/node_modules/.bin:/usr/bin')
  expect(withoutOwnPackages('/p/node_modules-not/bin:', '/p')).toBe('/p/node_modules-not/bin:')
})
