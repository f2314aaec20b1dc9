// What makes reading quicker: parts of pages while one types, and a button that copies code. All of the pages works without.
import '@fontsource-variable/inter/index.css';
import './docs.css';

const SHOWN_MS = 2_000; // 2 seconds

for (const figure of document.querySelectorAll('.code')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', () => void copy(figure, button));
  figure.append(button);
}

const form = document.querySelector('.ask');
const box = form.elements.namedItem('ask');
const list = document.createElement('ul');
list.className = 'found';
list.setAttribute('aria-label', 'Pages found');
form.append(list);
const close = () => list.replaceChildren();
let asked = 0;

box.addEventListener('input', () => void suggest());
form.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const places = [box, ...list.querySelectorAll('a')];
  const at = places.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
  places[(at + places.length) % places.length].focus();
  event.preventDefault();
});
form.addEventListener('focusout', ({ relatedTarget }) => {
  if (!form.contains(relatedTarget)) close();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || document.activeElement === box) return;
  event.preventDefault();
  box.focus();
});

/** Text is set as text: what a page says is never read as HTML. */
function item({ title, heading, url }) {
  const link = document.createElement('a');
  link.href = url;
  const page = document.createElement('span');
  page.textContent = heading === null ? '' : ` · ${title}`;
  link.append(heading ?? title, page);
  const entry = document.createElement('li');
  entry.append(link);
  return entry;
}

async function copy(figure, button) {
  await navigator.clipboard.writeText(figure.querySelector('code').textContent);
  button.textContent = 'Copied';
  setTimeout(() => (button.textContent = 'Copy'), SHOWN_MS);
}

async function suggest() {
  asked += 1;
  const turn = asked;
  const query = box.value.trim();
  if (query.length < 2) return close();
  const response = await fetch(`/docs/search?q=${encodeURIComponent(query.slice(0, 200))}`).catch(() => null);
  if (!response?.ok) return close();
  const { found } = await response.json();
  if (turn === asked) list.replaceChildren(...found.map(item)); // an older answer may come last
}
