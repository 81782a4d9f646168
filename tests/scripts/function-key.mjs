import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// The key that the local host keeps in its data folder when it runs with --keys; no header without one.
export function functionKey(folder) {
  try {
    // The file may begin with a byte order mark, which JSON.parse refuses.
    const keys = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8').replace(/^\uFEFF/, ''));
    return keys.functionKey ? { 'x-functions-key': keys.functionKey } : {};
  } catch {
    return {};
  }
}
