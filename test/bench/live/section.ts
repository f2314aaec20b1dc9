import type { Section } from '../section.ts';

export const liveSection: Section = async () => ({ bars: [], tables: [] });
