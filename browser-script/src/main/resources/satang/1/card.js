/** What can be said of a card before the vault has seen it. Pure. */

const BRANDS = [
  { name: 'Visa', begins: /^4/, codeDigits: 3 },
  { name: 'Mastercard', begins: /^(5[1-5]|2[2-7])/, codeDigits: 3 },
  { name: 'JCB', begins: /^35/, codeDigits: 3 },
  { name: 'American Express', begins: /^3[47]/, codeDigits: 4 },
  { name: 'UnionPay', begins: /^(62|81)/, codeDigits: 3 },
];

export const digitsOf = (text) => text.normalize('NFKC').replace(/\D/g, '');

/** The brand's name; empty while it cannot be told. */
export const brandOf = (number) => (BRANDS.find((brand) => brand.begins.test(number)) || { name: '' }).name;

/** As it is printed on the card: in fours, or 4-6-5. */
export function grouped(number) {
  const parts = brandOf(number) === 'American Express' ? number.match(/^(\d{1,4})(\d{1,6})?(\d{1,5})?/) : null;
  return parts ? parts.slice(1).filter(Boolean).join(' ') : (number.match(/\d{1,4}/g) || []).join(' ');
}

/** "1", "12", "12 / 3", "12 / 34": a month that can have no second digit is complete. */
export function expiryTyped(text) {
  const digits = digitsOf(text);
  const month = /^[2-9]/.test(digits) ? '0' + digits : digits;
  return month.length > 2 ? month.slice(0, 2) + ' / ' + (month.length === 6 ? month.slice(4) : month.slice(2, 4)) : month;
}

/** Month and year of "MM / YY"; empty when it is none. */
export function expiryOf(text) {
  const digits = digitsOf(text);
  const month = Number(digits.slice(0, 2));
  return digits.length === 4 && month >= 1 && month <= 12 ? [{ month, year: 2000 + Number(digits.slice(2)) }] : [];
}

/** The check digit of ISO/IEC 7812-1. */
function checks(number) {
  const sum = [...number].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Which fields are wrong, each with the word that says why. */
export function faultsOf({ number, expiry, code, holder }, today) {
  const faults = {};
  const digits = digitsOf(number);
  if (digits.length < 12 || digits.length > 19 || !checks(digits)) {
    faults.number = 'numberFault';
  }
  const [valid] = expiryOf(expiry);
  if (!valid || valid.year * 12 + valid.month < today.getFullYear() * 12 + today.getMonth() + 1) {
    faults.expiry = 'expiryFault';
  }
  const wanted = (BRANDS.find((brand) => brand.begins.test(digits)) || { codeDigits: 0 }).codeDigits;
  const given = digitsOf(code).length;
  if (wanted === 0 ? given < 3 || given > 4 : given !== wanted) {
    faults.code = 'codeFault';
  }
  if (holder.trim() === '') {
    faults.holder = 'holderFault';
  }
  return faults;
}
