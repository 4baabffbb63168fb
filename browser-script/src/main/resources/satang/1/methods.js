/** Which ways to pay a form offers: those that the shop asks for and its account has. Pure. */

/** Names that stand for several types, of which the payer chooses a bank. */
const GROUPS = ['internet_banking', 'mobile_banking', 'installment', 'installment_wlb'];
/** Other names of one type. */
const ALIASES = new Map([['card', 'credit_card'], ['convenience_store', 'econtext'], ['pay_easy', 'econtext'], ['net_banking', 'econtext']]);
/** A till makes these of a code that it scans from the payer's phone; a payer in front of a page has nobody who scans. */
const AT_A_TILL = /^(alipayplus_upm|wechat_pay_upm|barcode_.*)$/;
const CARD = ['number', 'expiry', 'code', 'holder'];
const FIELDS = new Map([['truemoney', ['phone']], ['econtext', ['name', 'email', 'phone']], ['fpx', ['bank']], ['duitnow_obw', ['bank']]]);
/** Fields of an address, and what the API calls them. */
const ADDRESS = new Map([['street', 'street1'], ['city', 'city'], ['postcode', 'postal_code']]);
/** Fields that are parameters of a source as they are typed. */
const PARAMETERS = new Map([['phone', 'phone_number'], ['email', 'email'], ['name', 'name'], ['bank', 'bank']]);

const listed = (names) => (Array.isArray(names) ? names : String(names || '').split(',')).map((name) => String(name).trim());

/** The names that the shop asks for, the default one first. */
export function asked({ defaultPaymentMethod, otherPaymentMethods }) {
  const names = listed(defaultPaymentMethod).concat(listed(otherPaymentMethods)).filter(Boolean);
  return [...new Set(names.map((name) => ALIASES.get(name) || name))];
}

/**
 * @return the methods in the shop's order: id, the fields that are asked for, the types that it stands for, each as the capability
 *   describes it, and the parameters of a source that the shop gives itself
 */
export function offered(capability, options) {
  const usable = capability.payment_methods.filter((type) =>
    type.currencies.some((code) => code.toUpperCase() === String(options.currency).toUpperCase())
    && !AT_A_TILL.test(type.name)
    && (!/^installment_/.test(type.name) || Number(options.amount) >= capability.limits.installment_amount.min));
  return asked(options).map((name) => method(name, usable, options, capability.country)).filter((found) => found.types.length > 0);
}

function method(name, usable, options, country) {
  if (name === 'credit_card') {
    return { id: name, fields: CARD, types: usable.filter((type) => type.name === 'card'), given: {} };
  }
  if (name === 'atome') {
    return atome(usable, options, country);
  }
  const group = GROUPS.includes(name);
  const types = usable.filter((type) => (group ? isOf(name, type) : type.name === name));
  const fields = [
    ...(group ? ['variant'] : []),
    ...(types.some((type) => type.installment_terms) ? ['term'] : []),
    ...(FIELDS.get(name) || []),
    ...(/^installment_wlb/.test(name) ? CARD : []),
  ];
  return { id: name, fields, types, given: {} };
}

const isOf = (group, type) => type.name.startsWith(group + '_') && !/^_(wlb|paynext)_/.test(type.name.slice(group.length));

/** Atome wants to know what is bought, which only the shop can say, and where it goes, of which the payer types what the shop leaves out. */
function atome(usable, options, country) {
  const items = parsed(options.items);
  const shipping = parsed(options.shipping) || {};
  const missing = [...ADDRESS.keys()].filter((field) => !shipping[ADDRESS.get(field)]);
  const types = usable.filter((type) => type.name === 'atome' && Array.isArray(items) && items.length > 0);
  return { id: 'atome', fields: ['phone', ...missing], types, given: { items, shipping: { country, ...shipping } } };
}

/** What a shop gives as a value, or as JSON in an attribute; nothing when it is neither. */
function parsed(given) {
  try {
    return typeof given === 'string' ? JSON.parse(given) : given;
  } catch {
    return null;
  }
}

/** The parameters of POST /sources, of what was chosen and typed. */
export function sourceOf({ fields, given }, type, typed, { amount, currency }, platform) {
  const parameters = { type: type.name, amount, currency, ...given };
  fields.filter((field) => PARAMETERS.has(field)).forEach((field) => { parameters[PARAMETERS.get(field)] = typed[field].trim(); });
  if (fields.includes('phone')) {
    parameters.phone_number = parameters.phone_number.replace(/[\s-]/g, '');
  }
  if (fields.includes('term')) {
    parameters.installment_term = Number(typed.term);
  }
  if (given.shipping) {
    const place = fields.filter((field) => ADDRESS.has(field)).map((field) => [ADDRESS.get(field), typed[field].trim()]);
    parameters.shipping = { ...given.shipping, ...Object.fromEntries(place) };
  }
  if (platform) {
    parameters.platform_type = platform;
  }
  return parameters;
}

/** Which of these fields are wrong, each with the word that says why. */
export function faultsOf(fields, typed) {
  const faults = {};
  const empty = (text) => text.trim() === '';
  const wrong = {
    phone: (text) => !/^\+?\d{10,11}$/.test(text.replace(/[\s-]/g, '')),
    email: (text) => !/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(text.trim()),
    name: empty,
    street: empty,
    city: empty,
    postcode: empty,
  };
  fields.filter((field) => wrong[field] && wrong[field](typed[field])).forEach((field) => { faults[field] = field + 'Fault'; });
  return faults;
}
