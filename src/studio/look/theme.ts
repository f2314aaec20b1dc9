import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import { numberSeparators } from '../language/formats.ts';
import { say } from '../language/say.ts';

/** The lamp that may burn in a darkroom. The one accent: what to do next, and a balance while it moves. */
const safelight: MantineColorsTuple = [
  '#fff3ec',
  '#ffe2d2',
  '#ffc4a5',
  '#ffa276',
  '#fb8552',
  '#f36a35',
  '#de5320',
  '#bf4214',
  '#a03813',
  '#792d12',
];

/** Mantine's names for the greys of a dark page: 0 is its text, 2 dimmed text, 4 borders, 6 surfaces, 7 the page itself. */
const dark: MantineColorsTuple = [
  '#efebe6',
  '#cdc7c0',
  '#a8a19a',
  '#79736d',
  '#383532',
  '#2b2927',
  '#1f1d1c',
  '#141312',
  '#0e0d0d',
  '#080807',
];

/** As warm as paper, and not Mantine's blueish greys. */
const gray: MantineColorsTuple = [
  '#f7f5f1',
  '#efece6',
  '#e6e2da',
  '#d9d4cb',
  '#c4beb4',
  '#a39c92',
  '#857e76',
  '#5f5952',
  '#403b36',
  '#26221f',
];

export const theme = createTheme({
  primaryColor: 'safelight',
  primaryShade: { light: 7, dark: 5 },
  colors: { safelight, dark, gray },
  autoContrast: true,
  luminanceThreshold: 0.25, // from there on black reads better on the accent than white
  // Mantine chooses the text on the accent by the light theme's shade alone.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const isAccent = input.variant === 'filled' && (input.color ?? 'safelight') === 'safelight';
    return isAccent ? { ...colors, color: 'var(--mantine-primary-color-contrast)' } : colors;
  },
  black: '#1b1917',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  components: {
    Text: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { size: 'sm', underline: 'always' } }, // its colour alone does not distinguish it from text
    Table: { defaultProps: { fz: 'sm', verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Menu: {
      defaultProps: {
        portalProps: { target: 'main' }, // at the end of the document it would be outside of all landmarks
        withInitialFocusPlaceholder: false, // a menu may contain only its items
      },
    },
    // Functions are called while drawing, in the language of the page.
    NumberInput: { defaultProps: numberSeparators },
    Modal: {
      defaultProps: () => ({
        centered: true,
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.5 },
        closeButtonProps: { 'aria-label': say('look.close') },
        attributes: { header: { role: 'presentation' } }, // its <header> would be a second banner of the page
      }),
      styles: {
        content: { background: 'var(--darkroom-surface)', border: '1px solid var(--darkroom-line)' },
        header: { background: 'var(--darkroom-surface)' },
        title: { fontSize: 'var(--mantine-font-size-md)', fontWeight: 600 },
      },
    },
    Notification: {
      defaultProps: () => ({ closeButtonProps: { 'aria-label': say('look.dismiss') } }),
      styles: { icon: { backgroundColor: 'transparent', color: 'var(--notification-color)' } },
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
  },
});

/** What the styles of single components are written with, so that none of them knows a colour. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf9f6',
    '--mantine-color-dimmed': '#6a645d',
    '--mantine-color-error': '#b8231c',
    '--mantine-color-placeholder': '#77716a',
    '--mantine-color-anchor': '#a03813',
    '--darkroom-surface': '#ffffff',
    '--darkroom-sunken': '#efece6',
    '--darkroom-line': '#e3dfd8',
    '--darkroom-hover': '#f3f0ea',
    '--darkroom-selected': '#ebe7df',
    '--darkroom-glow': '#bf4214',
    '--mantine-color-safelight-filled-hover': '#a03813',
    '--darkroom-credit': '#1f7a3d',
    '--darkroom-refusal': '#955300',
    '--darkroom-failure': '#b8231c',
    '--darkroom-shadow': '0 1px 2px rgb(40 30 20 / 6%), 0 6px 20px rgb(40 30 20 / 6%)',
  },
  dark: {
    '--mantine-color-dimmed': '#a8a19a',
    '--mantine-color-error': '#ff8a7d',
    '--mantine-color-placeholder': '#8f8881',
    '--mantine-color-anchor': '#fb8552',
    '--darkroom-surface': '#1c1a19',
    '--darkroom-sunken': '#0d0c0c',
    '--darkroom-line': '#2d2a28',
    '--darkroom-hover': '#1f1d1c',
    '--darkroom-selected': '#292624',
    '--darkroom-glow': '#ff8a57',
    '--mantine-color-safelight-filled-hover': '#fb8552',
    '--darkroom-credit': '#6fd08c',
    '--darkroom-refusal': '#f0b354',
    '--darkroom-failure': '#ff8a7d',
    '--darkroom-shadow': '0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 30%)',
  },
});
