import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import graphql from 'highlight.js/lib/languages/graphql';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import { escapeHtml, Html } from './html.ts';

/** The languages of the code blocks, by the first word of the info string. */
const LANGUAGES = { graphql, json, sh: bash, ts: typescript };

for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);

/** Code as HTML with the classes of highlight.js; unmarked if the language is not known. */
export function highlight(code: string, language: string): Html {
  if (!Object.hasOwn(LANGUAGES, language)) return new Html(escapeHtml(code));
  return new Html(hljs.highlight(code, { language }).value);
}
