// Types of satang.js, revision 1. In a TypeScript project: /// <reference path="satang.d.ts" />

/** An object of the API; see /openapi.yaml for its members. */
interface SatangObject {
  object: string;
  id: string;
  livemode: boolean;
  location: string;
  created_at: string;
  [member: string]: unknown;
}

interface SatangError {
  object: 'error';
  location: string;
  /** `rpc_error` with status 0 when no answer came. */
  code: string;
  /** In English, for developers. */
  message: string;
}

/** 0 when no answer came. */
type SatangRefusal = 0 | 400 | 401 | 403 | 404 | 405 | 406 | 408 | 409 | 413 | 414 | 415 | 422 | 429 | 500 | 502 | 503 | 504;

/** `(statusCode, response)`: with 200 what was asked for, else an error. */
type SatangCallback = (...answer: [statusCode: 200, response: SatangObject] | [statusCode: SatangRefusal, response: SatangError]) => void;

interface SatangCard {
  name: string;
  number: string | number;
  expiration_month: string | number;
  expiration_year: string | number;
  security_code?: string | number;
  city?: string;
  postal_code?: string;
  country?: string;
  state?: string;
  street1?: string;
  street2?: string;
  phone_number?: string;
  email?: string;
}

/** What `createToken` takes, by its type. */
interface SatangTokenized {
  card: SatangCard;
  tokenization: Record<string, unknown>;
}

interface SatangSource {
  /** In the currency's smallest unit. */
  amount: number;
  /** ISO 4217, for instance `THB`. */
  currency: string;
  /** What the type asks for: `phone_number`, `installment_term`, `bank`, … */
  [parameter: string]: unknown;
}

interface SatangItem {
  name: string;
  /** Of one piece, in the currency's smallest unit. */
  amount: number;
  quantity: number;
  sku?: string;
  category?: string;
  brand?: string;
  item_uri?: string;
  image_uri?: string;
}

interface SatangAddress {
  /** ISO 3166-1 alpha-2; that of the account unless it is said. */
  country?: string;
  state?: string;
  city?: string;
  postal_code?: string;
  street1?: string;
  street2?: string;
}

interface SatangFormOptions {
  publicKey?: string;
  /** In the currency's smallest unit. */
  amount?: number | string;
  /** ISO 4217; `THB` unless it is said. */
  currency?: string;
  locale?: 'en' | 'th' | 'ja';
  /** `credit_card` unless it is said; else a type of `GET /capability`, or `internet_banking`, `mobile_banking`, `installment`, `installment_wlb`. */
  defaultPaymentMethod?: string;
  /** More of these, in an array or with commas between. */
  otherPaymentMethods?: string | string[];
  /** Whom the payer pays; the page's host unless it is said. */
  frameLabel?: string;
  frameDescription?: string;
  /** An `https:` or `data:image/` address. */
  image?: string;
  /** The form's own button; the amount follows it. */
  submitLabel?: string;
  /** The button of a script tag. */
  buttonLabel?: string;
  hideAmount?: boolean | 'yes' | 'no' | 'true' | 'false';
  /** As the payer's device likes it unless it is said. */
  customCardFormTheme?: 'light' | 'dark';
  /** `yes` asks for the city and postal code of a card. */
  location?: 'yes' | 'no';
  /** `no` leaves the page's form unsent. */
  submitAuto?: 'yes' | 'no';
  /** A selector of the form that gets `omiseToken` and `omiseSource`; the button's own unless it is said. */
  submitFormTarget?: string;
  /** What the payer buys, which `atome` is offered with only. */
  items?: SatangItem[];
  /** Where that goes; the payer types what is left out. */
  shipping?: SatangAddress;
  /** `nonce` is the id of a token (`tokn_…`) or of a source (`src_…`). */
  onCreateTokenSuccess?: (nonce: string, isSource: boolean) => void;
  /** After it, with both ids; either may be empty, and neither is for `installment_wlb`. */
  onCreateSuccess?: (made: { token: string; source: string }) => void;
  /** The payer has closed the form without a token or a source. */
  onFormClosed?: () => void;
  /** The form could not be opened. Omise.js has one for its card forms in a page only. */
  onError?: (statusCode: number, response: SatangError) => void;
}

declare const Omise: {
  setPublicKey(publicKey: string): void;
  createToken<Type extends keyof SatangTokenized>(type: Type, attributes: SatangTokenized[Type], callback: SatangCallback): void;
  createSource(type: string, source: SatangSource, callback: SatangCallback): void;
};

declare const OmiseCard: {
  configure(options: SatangFormOptions): void;
  configureButton(selector: string, options?: SatangFormOptions): void;
  attach(): void;
  open(options?: SatangFormOptions): void;
  close(): void;
  destroy(): void;
};
