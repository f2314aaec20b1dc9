import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import graphql from 'highlight.js/lib/languages/graphql';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import { escapeHtml, Html } from './html.ts';

/** The languages of the pages, by the word behind the three signs of a block. */
const LANGUAGES = { graphql, json, sh: bash, ts: typescript };

for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);

/** Code with its parts in classes of highlight.js; plain where the language is not known. */
export function highlight(code: string, language: string): Html {
  if (!Object.hasOwn(LANGUAGES, language)) return new Html(escapeHtml(code));
  return new Html(hljs.highlight(code, { language }).value);
}
