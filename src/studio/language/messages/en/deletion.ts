export const deletion = {
  delete: 'Delete',
  title: 'Delete for good?',
  isDeleted: '{fileName} is deleted.',
  areDeleted: '{count, plural, one {# picture is} other {# pictures are}} deleted.',
  about:
    '{count, plural, one {The picture and its file are gone for good, for everyone in the project. What was made from it stays, and so does its charge in the history: no credits come back.} other {The pictures and their files are gone for good, for everyone in the project. What was made from them stays, and so do their charges in the history: no credits come back.}}',
  keep: '{count, plural, one {Keep it} other {Keep them}}',
  submit: '{count, plural, one {Delete picture} other {Delete # pictures}}',
  notDeleted: '{count, plural, one {It is} other {# are}} not deleted.',
} as const;
