/*! Satang 1, Apache-2.0. Sends payers' cards and sources from the browser to Satang, under the names that Omise.js documents. */
(function () {
  'use strict';

  const REVISION = 1;
  const API_VERSION = '2019-05-29';
  const ANSWER_MILLIS_MAX = 30000;
  const FORM_MILLIS_MAX = 15000;
  const nothing = function () {};

  const tag = document.currentScript || document.querySelector('script[src*="/satang.js"]');
  const base = whereThisComesFrom(tag);

  /** The address before "/satang.js"; a copy of this file elsewhere names it with data-base-url. */
  function whereThisComesFrom(script) {
    if (!script) {
      return '';
    }
    const given = script.getAttribute('data-base-url');
    return (given || script.src.replace(/(\/satang\/\d+)?\/satang\.js([?#].*)?$/, '')).replace(/\/+$/, '');
  }

  function originOf(address) {
    return new URL(address, document.baseURI).origin;
  }

  /** What is wrong with a key, in words for whoever writes the page; empty when nothing is. It never repeats the key. */
  function faultOf(key) {
    if (/^skey_/.test(key)) {
      return 'A secret key was given where the public key (pkey_…) belongs. It was not sent anywhere, but everybody who could see this '
        + 'page could see it: roll it now, and keep secret keys on your server.';
    }
    if (!key) {
      return 'No public key was given: call Omise.setPublicKey("pkey_…"), or set publicKey or data-key.';
    }
    return /^pkey_\w+$/.test(key) ? '' : 'This is no public key; it begins with pkey_.';
  }

  function error(code, message) {
    return { object: 'error', location: 'https://www.omise.co/api-errors#' + code.replace(/_/g, '-'), code: code, message: message };
  }

  // ---- Omise: tokens and sources from forms of the shop's own ----

  let publicKey = '';

  const Omise = {
    setPublicKey: function (key) {
      publicKey = String(key || '').trim();
      const fault = faultOf(publicKey);
      if (fault) {
        console.error('Omise.setPublicKey: ' + fault);
      }
    },

    /** type is "card" or "tokenization"; callback(statusCode, response), where 0 says that no answer came. */
    createToken: function (type, attributes, callback) {
      const body = {};
      body[type] = attributes;
      post('/tokens', body, callback);
    },

    /** type as in GET /capability; attributes are amount, currency and what the type asks for. */
    createSource: function (type, attributes, callback) {
      post('/sources', Object.assign({}, attributes, { type: type }), callback);
    },
  };

  function post(path, body, callback) {
    const answer = function (status, response) {
      // Outside of the promise: a fault in the shop's callback is the shop's, and is reported as such.
      setTimeout(callback || nothing, 0, status, response);
    };
    const fault = faultOf(publicKey);
    if (fault) {
      answer(401, error('authentication_failure', fault));
      return;
    }
    const patience = new AbortController();
    const timer = setTimeout(function () { patience.abort(); }, ANSWER_MILLIS_MAX);
    fetch(base + path, {
      method: 'POST',
      headers: {
        Authorization: 'Basic ' + btoa(publicKey + ':'),
        'Content-Type': 'application/json',
        'Omise-Version': API_VERSION,
      },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: patience.signal,
    })
      .then(function (got) { return got.json().then(function (response) { answer(got.status, response); }); })
      .catch(function () { answer(0, error('rpc_error', 'There was no answer from ' + base + '. Nothing is known to have been made; try again.')); })
      .then(function () { clearTimeout(timer); });
  }

  // ---- OmiseCard: the form that Satang brings along, in a frame of its own origin ----

  const DEFAULTS = {
    publicKey: '', amount: 0, currency: 'THB', locale: 'en',
    defaultPaymentMethod: 'credit_card', otherPaymentMethods: [],
    frameLabel: '', frameDescription: '', submitLabel: '', buttonLabel: 'Pay now', image: '', hideAmount: false, location: 'no',
    customCardFormTheme: '', submitAuto: 'yes', submitFormTarget: '', items: [], shipping: {},
    onCreateTokenSuccess: nothing, onCreateSuccess: nothing, onFormClosed: nothing, onError: nothing,
  };
  /** What the form may know: every option that is no function, and nothing else of the page. */
  const FOR_THE_FORM = Object.keys(DEFAULTS).filter(function (name) { return DEFAULTS[name] !== nothing; });
  const WORDS = {
    en: { title: 'Payment form', failed: 'The payment form could not be opened. Try again; if that does not help, tell the shop.', close: 'Close' },
    th: { title: 'แบบฟอร์มชำระเงิน', failed: 'เปิดแบบฟอร์มชำระเงินไม่ได้ โปรดลองอีกครั้ง หากยังไม่ได้โปรดแจ้งร้านค้า', close: 'ปิด' },
    ja: { title: 'お支払いフォーム', failed: 'お支払いフォームを開けませんでした。もう一度お試しになり、解決しない場合はショップにお知らせください。', close: '閉じる' },
  };

  let config = {};
  let buttons = [];
  let shown = null;
  const attached = new WeakMap();

  const OmiseCard = {
    configure: function (options) {
      config = Object.assign({}, config, named(options));
    },

    configureButton: function (selector, options) {
      buttons = buttons.filter(function (button) { return button.selector !== selector; });
      buttons.push({ selector: selector, options: named(options) });
    },

    /** Lets each configured button open the form, and the form be sent that the button stands in. */
    attach: function () {
      buttons.forEach(function (button) {
        document.querySelectorAll(button.selector).forEach(function (element) { attachTo(element, button.options); });
      });
    },

    open: function (options) {
      show(Object.assign({}, DEFAULTS, config, named(options)), null);
    },

    close: function () {
      if (shown) {
        const settings = shown.settings;
        hide();
        settings.onFormClosed();
      }
    },

    destroy: function () {
      hide();
      config = {};
      buttons = [];
    },
  };

  /** Options under one name each, without those that are not set: a script tag's key is the publicKey of a configuration. */
  function named(options) {
    const given = {};
    Object.keys(options || {}).forEach(function (name) {
      if (options[name] !== undefined && options[name] !== null) {
        given[name === 'key' ? 'publicKey' : name] = options[name];
      }
    });
    return given;
  }

  function attachTo(element, options) {
    const known = attached.has(element);
    attached.set(element, options);
    if (!known) {
      element.addEventListener('click', function (event) {
        event.preventDefault();
        show(Object.assign({}, DEFAULTS, config, attached.get(element)), element.closest('form'));
      });
    }
  }

  function show(settings, ownForm) {
    hide();
    const form = settings.submitFormTarget ? document.querySelector(settings.submitFormTarget) : ownForm;
    const words = Object.prototype.hasOwnProperty.call(WORDS, settings.locale) ? WORDS[settings.locale] : WORDS.en;
    // The frame's and the form's have to agree, or browsers put an opaque ground behind the form.
    const scheme = /^(light|dark)$/.test(settings.customCardFormTheme) ? settings.customCardFormTheme : 'light dark';
    settings.publicKey = String(settings.publicKey || publicKey).trim();

    const dialog = styled('dialog', { position: 'fixed', inset: '0', width: '100%', height: '100%', 'max-width': 'none', 'max-height': 'none',
      margin: '0', padding: '0', border: '0', overflow: 'hidden', background: 'rgba(15, 23, 42, 0.6)', 'z-index': '2147483647',
      'color-scheme': scheme });
    dialog.setAttribute('aria-label', words.title);
    dialog.addEventListener('cancel', function (event) {
      event.preventDefault();
      OmiseCard.close();
    });
    const frame = styled('iframe', { display: 'block', width: '100%', height: '100%', border: '0', 'color-scheme': scheme });
    frame.title = words.title;
    frame.referrerPolicy = 'no-referrer';
    dialog.appendChild(frame);
    document.body.appendChild(dialog);
    const scrolling = document.documentElement.style.overflow;
    document.documentElement.style.overflow = 'hidden';
    shown = { dialog: dialog, frame: frame, settings: settings, form: form, words: words, scrolling: scrolling,
      timer: setTimeout(fail, FORM_MILLIS_MAX, 0, 'rpc_error', 'The payment form did not load from ' + base + '.') };
    if (dialog.showModal) {
      dialog.showModal();
    } else {
      dialog.setAttribute('open', '');
    }

    const fault = faultOf(settings.publicKey);
    if (fault) {
      fail(401, 'authentication_failure', fault);
    } else {
      frame.src = base + '/satang/' + REVISION + '/form.html';
    }
  }

  /** The payer reads that it did not work; why is for whoever writes the page. */
  function fail(status, code, why) {
    const failed = shown;
    clearTimeout(failed.timer);
    console.error('OmiseCard: ' + why);
    const panel = styled('div', { margin: '20vh auto', width: '18rem', padding: '1.5rem', 'border-radius': '0.75rem',
      background: 'Canvas', color: 'CanvasText', font: '1rem/1.5 system-ui, sans-serif', 'text-align': 'center' });
    const words = styled('p', { margin: '0 0 1rem' });
    words.setAttribute('role', 'alert');
    words.textContent = failed.words.failed;
    const button = styled('button', { font: 'inherit', padding: '0.6rem 1.5rem', border: '1px solid', 'border-radius': '0.5rem',
      background: 'Canvas', color: 'CanvasText', cursor: 'pointer' });
    button.type = 'button';
    button.textContent = failed.words.close;
    button.addEventListener('click', OmiseCard.close);
    panel.append(words, button);
    failed.dialog.replaceChildren(panel);
    button.focus();
    failed.settings.onError(status, error(code, why));
  }

  function hide() {
    if (!shown) {
      return;
    }
    const gone = shown;
    shown = null;
    clearTimeout(gone.timer);
    document.documentElement.style.overflow = gone.scrolling;
    if (gone.dialog.close) {
      gone.dialog.close();
    }
    gone.dialog.remove();
  }

  /** The form has made a token, a source, or both: the shop gets their ids, and its form is sent. */
  function finish(token, source) {
    const done = shown;
    hide();
    if (done.form) {
      hiddenField(done.form, 'omiseToken').value = token;
      hiddenField(done.form, 'omiseSource').value = source;
    }
    done.settings.onCreateTokenSuccess(source || token, source !== '');
    done.settings.onCreateSuccess({ token: token, source: source });
    if (done.form && done.settings.submitAuto !== 'no') {
      HTMLFormElement.prototype.submit.call(done.form);
    }
  }

  function hiddenField(form, name) {
    const there = form.querySelector('input[name="' + name + '"]');
    if (there) {
      return there;
    }
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    form.appendChild(field);
    return field;
  }

  /** Styles by script, which a page may forbid in its text; and above those of the page. */
  function styled(name, rules) {
    const element = document.createElement(name);
    Object.keys(rules).forEach(function (rule) { element.style.setProperty(rule, rules[rule], 'important'); });
    return element;
  }

  window.addEventListener('message', function (event) {
    const ours = shown && event.source === shown.frame.contentWindow && event.origin === originOf(base);
    if (!ours || !event.data || event.data.satang !== REVISION) {
      return;
    }
    if (event.data.type === 'ready') {
      clearTimeout(shown.timer);
      const options = {};
      FOR_THE_FORM.forEach(function (name) { options[name] = shown.settings[name]; });
      shown.frame.contentWindow.postMessage({ satang: REVISION, type: 'open', options: JSON.parse(JSON.stringify(options)) }, event.origin);
    } else if (event.data.type === 'close') {
      OmiseCard.close();
    } else if (event.data.type === 'done' && /^(tokn_\w+)?$/.test(event.data.token) && /^(src_\w+)?$/.test(event.data.source)
      && event.data.token + event.data.source !== '') {
      finish(event.data.token, event.data.source);
    }
  });

  document.addEventListener('securitypolicyviolation', function (event) {
    if (event.disposition !== 'enforce' || event.blockedURI.indexOf(originOf(base)) !== 0) {
      return;
    }
    const why = "The page's Content-Security-Policy keeps the browser from " + base + ': add it to ' + event.effectiveDirective + '.';
    if (shown && event.effectiveDirective === 'frame-src') {
      fail(0, 'rpc_error', why);
    } else {
      console.error('Omise: ' + why);
    }
  });

  // ---- The button of a script tag with data-key that stands in a form ----

  if (document.currentScript && tag.dataset.key !== undefined && tag.parentElement && tag.closest('form')) {
    const button = document.createElement('button');
    const options = named(tag.dataset);
    button.type = 'button';
    button.className = 'omise-checkout-button';
    button.textContent = options.buttonLabel || DEFAULTS.buttonLabel;
    tag.insertAdjacentElement('afterend', button);
    attachTo(button, options);
  }

  window.Omise = Omise;
  window.OmiseCard = OmiseCard;
})();
