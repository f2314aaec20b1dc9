export const sample = {
  sampleProject: 'Sample project',
  photo: 'Two books with lavender on a stone',
  makes:
    'Makes a project with this photo and three pictures of it, so that you see what each action does, and proposes the next steps.',
  costs: 'You grant it {granted}. The three pictures take {spent} of them: {each}.',
  make: 'Make the sample project',
  newHere: 'New here? See what the four actions do, on a project with a photo and pictures of it.',
} as const;
