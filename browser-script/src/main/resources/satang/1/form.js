/** The form in its frame: it shows what the shop has asked for, has Satang make a token, a source or both, and tells the shop their ids alone. */

import { brandOf, digitsOf, expiryOf, expiryTyped, faultsOf as cardFaults, grouped } from './card.js';
import { asked, faultsOf, offered, sourceOf } from './methods.js';
import { wordsIn } from './words.js';

const REVISION = 1;
const ANSWER_MILLIS_MAX = 30000;
const CARD_TEXTS = ['number', 'expiry', 'code', 'holder', 'city', 'postcode'];

const at = (id) => document.getElementById(id);
const yes = (option) => option === true || option === 'yes' || option === 'true';
const fieldsets = [...document.querySelectorAll('[data-field]')];

/** Of whom this form was opened by: the page's origin, what it asked for, and what comes of that. */
let shop = null;
let words = wordsIn('en');
let methods = [];
let chosen = null;
let busy = false;

// ---- With the shop's page: nobody but the parent is listened to, and after its first word nobody else is told anything ----

function tellShop(message) {
  window.parent.postMessage({ satang: REVISION, ...message }, shop ? shop.origin : '*');
}

window.addEventListener('message', (event) => {
  const opens = event.source === window.parent && event.data && event.data.satang === REVISION && event.data.type === 'open';
  if (opens && !shop) {
    shop = { origin: event.origin, options: event.data.options };
    open();
  }
});

// ---- With Satang ----

async function ask(path, body) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ANSWER_MILLIS_MAX);
  try {
    const answer = await fetch(new URL('../../' + path, document.baseURI), {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: 'Basic ' + btoa(shop.options.publicKey + ':'), 'Content-Type': 'application/json', 'Omise-Version': '2019-05-29' },
      body: body && JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: patience.signal,
    });
    return { status: answer.status, content: await answer.json() };
  } catch {
    return { status: 0, content: {} };
  } finally {
    clearTimeout(timer);
  }
}

/** Why there is nothing to go on with, in the payer's words; the shop's developers find Satang's own in the console. */
function reason({ status, content }, ofCard) {
  console.error('Satang: ' + status + ' ' + (content.message || 'no answer'));
  if (status === 0) {
    return 'unreachable';
  }
  if (status === 401 || status === 403) {
    return 'unset';
  }
  return status === 429 || status >= 500 ? 'busy' : ofCard ? 'refusedCard' : 'refused';
}

// ---- What is shown ----

async function open() {
  const { options } = shop;
  words = wordsIn(options.locale);
  showTheme(options.customCardFormTheme);
  document.documentElement.lang = words.language;
  document.title = words.word('title');
  document.querySelectorAll('[data-word]').forEach((element) => { element.textContent = words.word(element.dataset.word); });
  document.querySelectorAll('[data-label]').forEach((element) => element.setAttribute('aria-label', words.word(element.dataset.label)));
  at('test').hidden = !/^pkey_test_/.test(options.publicKey);
  at('label').textContent = options.frameLabel || new URL(shop.origin).host;
  at('description').textContent = options.frameDescription;
  at('amount').textContent = yes(options.hideAmount) ? '' : money(options);
  at('privacy').textContent = words.word('privacy', location.host);
  showImage(String(options.image));
  at('form').hidden = true;
  at('sheet').hidden = false;
  at('label').focus();

  const answer = await ask('capability');
  if (answer.status === 200) {
    methods = offered(answer.content, options);
    tellLeftOut(options);
    showMethods();
  }
  const problem = answer.status !== 200 ? reason(answer, false) : methods.length === 0 ? 'none' : '';
  at('form').hidden = false;
  if (problem) {
    at('fields').classList.add('bare');
  }
  at('submit').hidden = problem !== '';
  at('failure').textContent = problem && words.word(problem);
}

/** The payer has no use for it, but whoever writes the page would look for it. */
function tellLeftOut(options) {
  const left = asked(options).filter((name) => !methods.some((method) => method.id === name));
  if (left.length > 0) {
    console.warn('Satang: not offered with this account, amount, currency and options: ' + left.join(', '));
  }
}

/** Light or dark where the shop says so; else as the payer's device likes it. */
function showTheme(theme) {
  if (theme === 'light' || theme === 'dark') {
    at('dark').media = theme === 'dark' ? 'all' : 'not all';
  }
}

/** The shop's own picture, from an address that is protected on its way. */
function showImage(address) {
  if (/^(https:\/\/|data:image\/)/i.test(address)) {
    at('image').addEventListener('load', () => { at('image').hidden = false; });
    at('image').src = address;
  }
}

/** An amount in subunits, as people write it. */
function money({ amount, currency }) {
  try {
    const format = new Intl.NumberFormat(words.language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
    const value = Number(amount) / 10 ** format.resolvedOptions().maximumFractionDigits;
    return Number.isFinite(value) ? format.format(value) : '';
  } catch {
    return '';
  }
}

function showMethods() {
  methods.forEach((method, place) => {
    const choice = document.createElement('label');
    const radio = document.createElement('input');
    const name = document.createElement('span');
    choice.className = 'choice';
    radio.type = 'radio';
    radio.name = 'method';
    radio.value = method.id;
    radio.checked = place === 0;
    radio.addEventListener('change', () => choose(method));
    name.textContent = words.method(method.id);
    choice.append(radio, name);
    at('choices').append(choice);
  });
  at('methods').hidden = methods.length === 1 && methods[0].id === 'credit_card';
  if (methods.length > 0) {
    choose(methods[0]);
  }
}

function choose(method) {
  chosen = method;
  const located = asksCard(method) && yes(shop.options.location) ? ['city', 'postcode'] : [];
  const shown = method.fields.concat(located);
  fieldsets.forEach((field) => {
    field.hidden = !shown.includes(field.dataset.field);
    showFault(field.dataset.field, '');
  });
  at('fields').classList.toggle('bare', shown.length === 0);
  at('advice').hidden = asksCard(method);
  at('privacy').hidden = !asksCard(method);
  at('failure').textContent = '';
  fill('variant', method.types.map((type) => [type.name, words.bank(type.name)]));
  showType();
  showBusy(false);
}

const asksCard = (method) => method.fields.includes('number');

/** What depends on the type: a group's types have each their own terms. */
function showType() {
  const type = chosenType();
  fill('term', (type.installment_terms || []).map((months) => [months, words.word('months', months)]));
  fill('bank', (type.banks || []).map((bank) => [bank.code, bank.name]));
}

const chosenType = () => chosen.types.find((type) => type.name === at('variant').value) || chosen.types[0];

function fill(id, entries) {
  at(id).replaceChildren(...entries.map(([value, text]) => new Option(text, value)));
}

function showFault(field, word) {
  const input = at(field);
  const known = at(field + '-fault');
  if (!word) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
    known?.remove();
    return;
  }
  const text = known || document.createElement('p');
  text.id = field + '-fault';
  text.className = 'fault';
  text.textContent = words.word(word);
  input.setAttribute('aria-invalid', 'true');
  input.setAttribute('aria-describedby', text.id);
  input.closest('.field').append(text);
}

function showBusy(now) {
  busy = now;
  const label = shop.options.submitLabel || words.word('pay');
  at('submit').textContent = now ? words.word('paying') : [label, at('amount').textContent].filter(Boolean).join(' ');
  at('submit').setAttribute('aria-disabled', String(now));
}

// ---- What the payer does ----

async function pay() {
  const typed = Object.fromEntries([...document.querySelectorAll('.field input, .field select')].map((input) => [input.id, input.value]));
  const faults = { ...faultsOf(chosen.fields, typed), ...(asksCard(chosen) ? cardFaults(typed, new Date()) : {}) };
  const shown = fieldsets.map((field) => field.dataset.field).filter((field) => !at(field).closest('.field').hidden);
  shown.forEach((field) => showFault(field, faults[field] || ''));
  const first = shown.find((field) => faults[field]);
  if (first) {
    at(first).focus();
    return;
  }
  showBusy(true);
  at('failure').textContent = '';
  const made = await make(typed);
  if (made.refusal) {
    showBusy(false);
    at('failure').textContent = words.word(made.refusal);
  } else {
    CARD_TEXTS.forEach((id) => { at(id).value = ''; });
    tellShop({ type: 'done', source: made.source, token: made.token });
  }
}

/** What the shop charges: a source, a token of a card, or both; or why there is none. The source first, which costs nobody anything. */
async function make(typed) {
  const made = { source: '', token: '' };
  if (chosen.id !== 'credit_card') {
    const answer = await ask('sources', sourceOf(chosen, chosenType(), typed, shop.options, platform()));
    if (answer.status !== 200) {
      return { refusal: reason(answer, false) };
    }
    made.source = answer.content.id;
  }
  if (asksCard(chosen)) {
    const answer = await ask('tokens', { card: cardOf(typed) });
    if (answer.status !== 200) {
      return { refusal: reason(answer, true) };
    }
    made.token = answer.content.id;
  }
  return made;
}

function cardOf({ number, expiry, code, holder, city, postcode }) {
  const [{ month, year }] = expiryOf(expiry);
  const place = yes(shop.options.location) ? { city: city.trim(), postal_code: postcode.trim() } : {};
  return { name: holder.trim(), number: digitsOf(number), expiration_month: month, expiration_year: year, security_code: digitsOf(code), ...place };
}

/** Which application a wallet opens; nothing where it is a page. */
function platform() {
  return /android/i.test(navigator.userAgent) ? 'ANDROID' : /iphone|ipad/i.test(navigator.userAgent) ? 'IOS' : '';
}

/** Writes into a field without moving the caret of somebody who corrects what is in the middle. */
function rewrite(input, text) {
  const atEnd = input.selectionStart === input.value.length;
  if (atEnd && text !== input.value) {
    input.value = text;
  }
}

at('number').addEventListener('input', (event) => {
  const digits = digitsOf(event.target.value);
  rewrite(event.target, grouped(digits.slice(0, 19)));
  at('brand').textContent = brandOf(digits);
});
at('expiry').addEventListener('input', (event) => {
  if (!/^delete/.test(event.inputType)) {
    rewrite(event.target, expiryTyped(event.target.value));
  }
});
at('variant').addEventListener('change', showType);
at('close').addEventListener('click', () => tellShop({ type: 'close' }));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    tellShop({ type: 'close' });
  }
});
at('form').addEventListener('submit', (event) => {
  event.preventDefault();
  if (!busy && chosen) {
    pay();
  }
});

if (window.parent === window) {
  document.body.textContent = words.word('alone');
} else {
  tellShop({ type: 'ready' });
}
