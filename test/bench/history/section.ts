import type { Section } from '../section.ts';

export const historySection: Section = async () => ({ bars: [], tables: [] });
