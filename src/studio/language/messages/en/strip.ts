export const strip = {
  tileSize: 'Size of the tiles',
} as const;
