// Loaded before dist/main.js: the clock of the machine is off by as many milliseconds as the file says that
// CLOCK_OFFSET_FILE names, for everybody in the process.
import { readFileSync } from 'node:fs';

const file = process.env['CLOCK_OFFSET_FILE'] ?? '';
const now = Date.now.bind(Date);
Date.now = () => now() + Number(readFileSync(file, 'utf8'));
