import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = path.join(import.meta.dirname, 'screenshots');
const PATIENCE_MS = 20_000;
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

export interface VisitorOptions {
  readonly isPhone?: boolean;
  readonly scheme?: 'light' | 'dark';
  /** Wants no motion: what is opened is there at once. */
  readonly isStill?: boolean;
  /** The language and region of the browser, such as fr-FR. */
  readonly locale?: string;
  /** Has switched JavaScript off. */
  readonly isWithoutScripts?: boolean;
  /** Has allowed notifications before. */
  readonly allowsNotifications?: boolean;
  /** Another host that the page may lead to, as with a payment. */
  readonly mayGoTo?: string;
  /** What the browser may report as an error; without it: that something could not be reached. */
  readonly mayLog?: RegExp;
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'],
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}

/** Somebody with a browser window of their own, who keeps account of what the page does behind the scenes. */
export class Visitor {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #hosts: ReadonlySet<string>;
  readonly #oddities: string[] = [];
  readonly #loaded = new Set<string>();

  private constructor(context: BrowserContext, page: Page, hosts: ReadonlySet<string>, mayLog: RegExp) {
    this.#context = context;
    this.page = page;
    this.#hosts = hosts;
    page.on('request', (request) => this.#note(request.url()));
    page.on('websocket', (socket) => this.#note(socket.url()));
    page.on('pageerror', (error) => this.#oddities.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !mayLog.test(message.text())) this.#oddities.push(message.text());
    });
  }

  static async come(
    browser: Browser,
    url: string,
    {
      isPhone = false,
      scheme = 'light',
      isStill = false,
      locale = 'en-US',
      isWithoutScripts = false,
      allowsNotifications = false,
      mayGoTo,
      mayLog,
    }: VisitorOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: url,
      viewport: isPhone ? PHONE : DESKTOP,
      hasTouch: isPhone,
      locale,
      javaScriptEnabled: !isWithoutScripts,
      colorScheme: scheme,
      reducedMotion: isStill ? 'reduce' : 'no-preference',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (allowsNotifications) await context.grantPermissions(['notifications'], { origin: url });
    const hosts = new Set([url, mayGoTo ?? url].map((each) => new URL(each).host));
    return new Visitor(context, await context.newPage(), hosts, mayLog ?? /WebSocket|ERR_|Failed to load/);
  }

  /** The files of the build that the page has loaded so far, by their paths. */
  loadedFiles(): readonly string[] {
    return [...this.#loaded];
  }

  /** Requests that left for another host, and what the page threw or its content security policy hindered. */
  oddities(): readonly string[] {
    return this.#oddities;
  }

  /** The violations that axe finds on the present page. */
  async barriers(): Promise<readonly object[]> {
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate<AxeResults>('axe.run()');
    return violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ html }) => html) }));
  }

  /** Into the folder that git ignores. */
  async shoot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }

  #note(address: string): void {
    const { protocol, host, pathname } = new URL(address);
    if (protocol === 'data:' || protocol === 'blob:') return;
    if (!this.#hosts.has(host)) this.#oddities.push(`a request to ${address}`);
    else if (pathname.includes('.') || pathname === '/') this.#loaded.add(pathname === '/' ? '/index.html' : pathname);
  }
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}
