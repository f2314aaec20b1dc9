export const strip = {
  tileSize: 'Size of the tiles',
  contactSheet: 'Contact sheet',
  upload: 'Upload',
  wholeSheet: 'Whole sheet',
  appearHere: 'Pictures appear here the moment they are made or uploaded, whoever makes them.',
} as const;
