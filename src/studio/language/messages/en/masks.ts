export const masks = {
  brush: 'Brush',
  brushDoes: 'What the brush does',
  keep: 'Keep',
  erase: 'Erase',
  softEdge: 'Soft edge',
  findSubject: 'Find the subject',
  undo: 'Undo',
  startOver: 'Start over',
  size: 'Size',
  brushSize: 'Size of the brush',
  paint: 'Paint what stays. Arrow keys move the brush, Space paints, Control Z takes back.',
} as const;
