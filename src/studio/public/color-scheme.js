// Before the first paint, so that a dark page never flashes white. A file of its own: the content security policy allows no
// inline script.
const chosen = localStorage.getItem('darkroom.color-scheme') ?? 'auto';
const isDark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
