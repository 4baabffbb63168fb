/** Which ways to pay a form offers: those that the shop asks for and its account has. Pure. */

/** Names that stand for several types, of which the payer chooses a bank. */
const GROUPS = ['internet_banking', 'mobile_banking', 'installment'];
/** Other names of one type. */
const ALIASES = new Map([['card', 'credit_card'], ['convenience_store', 'econtext'], ['pay_easy', 'econtext'], ['net_banking', 'econtext']]);
/** Types that ask for what a payer cannot type: a code from the payer's app, items, or a card besides. */
const UNFIT = /^(alipayplus_upm|wechat_pay_upm|barcode_.*|atome|installment_wlb_.*|card)$/;
const FIELDS = new Map([['truemoney', ['phone']], ['econtext', ['name', 'email', 'phone']], ['fpx', ['bank']], ['duitnow_obw', ['bank']]]);

const listed = (names) => (Array.isArray(names) ? names : String(names || '').split(',')).map((name) => String(name).trim());

/**
 * @return the methods in the shop's order, the default one first: id, the fields that are asked for, and the types that it stands for,
 *   each as the capability describes it
 */
export function offered(capability, { defaultPaymentMethod, otherPaymentMethods, amount, currency }) {
  const usable = capability.payment_methods.filter((method) =>
    method.currencies.some((code) => code.toUpperCase() === String(currency).toUpperCase())
    && (!/^installment_/.test(method.name) || Number(amount) >= capability.limits.installment_amount.min));
  const names = listed(defaultPaymentMethod).concat(listed(otherPaymentMethods)).map((name) => ALIASES.get(name) || name);
  return [...new Set(names)].map((name) => method(name, usable)).filter((found) => found.types.length > 0);
}

function method(name, usable) {
  if (name === 'credit_card') {
    return { id: name, fields: ['number', 'expiry', 'code', 'holder'], types: usable.filter((type) => type.name === 'card') };
  }
  const fitting = usable.filter((type) => !UNFIT.test(type.name));
  if (GROUPS.includes(name)) {
    const types = fitting.filter((type) => type.name.startsWith(name + '_') && !type.name.includes('paynext'));
    return { id: name, fields: ['variant'].concat(name === 'installment' ? ['term'] : []), types };
  }
  const types = fitting.filter((type) => type.name === name);
  const term = types.some((type) => type.installment_terms) ? ['term'] : [];
  return { id: name, fields: (FIELDS.get(name) || []).concat(term), types };
}

/** The parameters of POST /sources, of what was chosen and typed. */
export function sourceOf(type, fields, typed, { amount, currency }, platform) {
  const parameters = { type: type.name, amount, currency };
  const names = { phone: 'phone_number', email: 'email', name: 'name', bank: 'bank' };
  fields.filter((field) => names[field]).forEach((field) => { parameters[names[field]] = typed[field].trim(); });
  if (fields.includes('phone')) {
    parameters.phone_number = parameters.phone_number.replace(/[\s-]/g, '');
  }
  if (fields.includes('term')) {
    parameters.installment_term = Number(typed.term);
  }
  if (platform) {
    parameters.platform_type = platform;
  }
  return parameters;
}

/** Which of these fields are wrong, each with the word that says why. */
export function faultsOf(fields, typed) {
  const faults = {};
  const wrong = {
    phone: (text) => !/^\+?\d{10,11}$/.test(text.replace(/[\s-]/g, '')),
    email: (text) => !/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(text.trim()),
    name: (text) => text.trim() === '',
  };
  fields.filter((field) => wrong[field] && wrong[field](typed[field])).forEach((field) => { faults[field] = field + 'Fault'; });
  return faults;
}
