// A simulated worker of the demo country: signs in as a person would, then goes on reading and writing with pauses in between, and
// notes how long each answer took. Any answer that is not what the page promises is an error.
import { Client } from '../../tests/program/program.mjs';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const oneOf = (list) => list[Math.floor(Math.random() * list.length)];
const linksOf = (html, pattern) => [...new Set([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href.replaceAll('&amp;', '&')))]
  .filter((href) => pattern.test(href));
const casePath = /^\/cases\/[0-9a-f-]{36}$/;

// Who may read what is the program's own answer: a worker opens what the menu offers.
const reads = [/^\/board$/, /^\/worklist$/, /^\/inbox$/, /^\/sent$/, /^\/escalations$/, /^\/confirmations$/, /^\/directory$/,
  /^\/access-log$/, /^\/admin\/users$/, /^\/admin\/organisations$/, /^\/account$/];

export class Worker extends Client {
  constructor(url, name, { think, samples }) {
    super(url);
    Object.assign(this, { name, think, samples, counting: false });
  }

  async request(path, options = {}) {
    const began = performance.now();
    const answer = await super.request(path, options);
    if (this.counting) {
      const route = path.split('?')[0].replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}');
      this.samples.push({ route: `${options.method ?? 'GET'} ${route}`, status: answer.status, took: performance.now() - began });
    }
    return answer;
  }

  async open(path) {
    const page = await this.get(path);
    if (page.status !== 200) throw new Error(`${this.name}: ${path} answered ${page.status}`);
    this.page = page;
    this.path = path;
    return page.body;
  }

  // Sends the form of the page that goes back to its own address, and follows where it leads.
  async send(values, expected = 303) {
    const hidden = /name="form_token" value="([^"]*)"/.exec(this.page.body)?.[1] ?? '';
    const fields = new URLSearchParams({ form_token: hidden, ...this.hiddenIn(this.page.body), ...values });
    const answer = await this.request(this.path, { method: 'POST', body: fields });
    if (answer.status !== expected) throw new Error(`${this.name}: POST ${this.path} answered ${answer.status}`);
    if (answer.status === 303) await this.open(answer.location);
    return answer;
  }

  // Of the form in the middle of the page: the id of a new case, the version that is edited.
  hiddenIn(html) {
    const main = html.slice(html.indexOf('<main'));
    const form = /<form[^>]*method="post"[^>]*>([\s\S]*?)<\/form>/.exec(main)?.[1] ?? '';
    const hidden = {};
    for (const [tag] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      hidden[/name="([^"]*)"/.exec(tag)[1]] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    }
    return hidden;
  }

  async begin() {
    await this.signIn(this.name);
    const html = await this.open('/account');
    const menu = linksOf(html, /^\//);
    this.places = menu.filter((href) => reads.some((known) => known.test(href)));
    this.mayLook = menu.includes('/first-look');
    this.hasCases = menu.includes('/worklist');
  }

  async lookAtSomebodyNew() {
    await this.open('/first-look');
    await this.send({ danger: 'no', company: 'accompanied', language: 'uk', interpreter: 'yes' });
    await pause(this.think() / 4);
    await this.send({ 'signs.LOOK01': 'yes', 'signs.LOOK02': 'yes' });
    await pause(this.think() / 4);
    await this.send({ age: 'adult', place: 'reception', seen_when: 'today', source: 'observation', note: 'A measured note.' });
  }

  async readACase() {
    const list = await this.open('/worklist');
    const further = linksOf(list, /^\/worklist\?.*before=/);
    const cases = linksOf(Math.random() < 0.3 && further.length > 0 ? await this.open(further[0]) : list, casePath);
    if (cases.length === 0) return undefined;
    const path = oneOf(cases);
    await pause(this.think() / 2);
    // A child's case opens to those who are vetted; the list shows it to the others too.
    const answered = await this.get(path);
    if (answered.status === 403) return undefined;
    if (answered.status !== 200) throw new Error(`${this.name}: ${path} answered ${answered.status}`);
    this.page = answered;
    this.path = path;
    return { path, html: answered.body };
  }

  async readItsHistory() {
    const one = await this.readACase();
    if (one?.html.includes(`${one.path}/timeline"`)) await this.open(`${one.path}/timeline`);
  }

  async writeTheProfile() {
    const one = await this.readACase();
    if (!one?.html.includes(`${one.path}/profile"`)) return;
    await this.open(`${one.path}/profile`);
    await pause(this.think() / 2);
    // Somebody else may have been quicker, which the page says: that is no error.
    const fields = { 'age.claimed': 'adult', age: 'adult', gender: 'woman', wishes: `To be asked first. ${Date.now()}` };
    const hidden = this.hiddenIn(this.page.body);
    const answer = await this.request(this.path, { method: 'POST', body: new URLSearchParams({ ...hidden, ...fields }) });
    if (![303, 409, 412].includes(answer.status)) throw new Error(`${this.name}: profile answered ${answer.status}`);
  }

  async searchByName() {
    const list = await this.open('/worklist');
    if (!list.includes('/worklist/by-name')) return;
    await this.open('/worklist/by-name');
    await this.send({ name: oneOf(['Daryna', 'Olena', 'Samira', 'Marek']) }, 200);
  }

  async readWhatTheMenuOffers() {
    if (this.places.length > 0) await this.open(oneOf(this.places));
  }

  // One thing a person would do, by its share of the day.
  async doSomething() {
    const dice = Math.random();
    if (this.mayLook && dice < 0.08) return this.lookAtSomebodyNew();
    if (this.hasCases && dice < 0.18) return this.writeTheProfile();
    if (this.hasCases && dice < 0.25) return this.searchByName();
    if (this.hasCases && dice < 0.45) return this.readItsHistory();
    if (this.hasCases && dice < 0.65) return this.readACase();
    return this.readWhatTheMenuOffers();
  }

  async work(until) {
    this.counting = true;
    await pause(this.think() * Math.random());
    while (Date.now() < until) {
      await this.doSomething();
      await pause(this.think());
    }
  }
}
