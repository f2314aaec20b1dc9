import type { Section } from '../section.ts';

export const memorySection: Section = async () => ({ bars: [], tables: [] });
