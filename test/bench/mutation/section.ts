import type { Section } from '../section.ts';

export const mutationSection: Section = async () => ({ bars: [], tables: [] });
