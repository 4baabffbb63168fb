/** What payers read: English, Thai, Japanese. */

export const LANGUAGES = ['en', 'th', 'ja'];

const WORDS = {
  title: ['Payment form', 'แบบฟอร์มชำระเงิน', 'お支払いフォーム'],
  test: ['Test mode: no money moves', 'โหมดทดสอบ: ไม่มีการตัดเงินจริง', 'テストモード: 実際の決済は行われません'],
  close: ['Close', 'ปิด', '閉じる'],
  payWith: ['Pay with', 'วิธีชำระเงิน', 'お支払い方法'],
  number: ['Card number', 'หมายเลขบัตร', 'カード番号'],
  expiry: ['Expiry (MM / YY)', 'วันหมดอายุ (ดด / ปป)', '有効期限 (月 / 年)'],
  code: ['Security code', 'รหัสหลังบัตร (CVV)', 'セキュリティコード'],
  holder: ['Name on card', 'ชื่อบนบัตร', 'カード名義'],
  street: ['Street and number', 'ที่อยู่', '住所 (番地・建物名)'],
  city: ['City', 'เมือง', '市区町村'],
  postcode: ['Postal code', 'รหัสไปรษณีย์', '郵便番号'],
  bank: ['Bank', 'ธนาคาร', '銀行'],
  term: ['Number of payments', 'จำนวนงวด', '分割回数'],
  months: ['{0} months', '{0} เดือน', '{0}回払い'],
  name: ['Name (10 characters at most)', 'ชื่อ (ไม่เกิน 10 ตัวอักษร)', 'お名前 (10文字以内)'],
  email: ['E-mail', 'อีเมล', 'メールアドレス'],
  phone: ['Phone number', 'หมายเลขโทรศัพท์', '電話番号'],
  pay: ['Pay', 'ชำระเงิน', '支払う'],
  paying: ['One moment…', 'กรุณารอสักครู่…', 'お待ちください…'],
  advice: ['You pay on the next page.', 'คุณจะชำระเงินในหน้าถัดไป', '次のページでお支払いいただきます。'],
  privacy: ['{0} receives what you type here; the shop does not see your card.',
    '{0} เป็นผู้รับข้อมูลที่คุณกรอกที่นี่ ร้านค้าจะไม่เห็นข้อมูลบัตรของคุณ', '入力内容は{0}が受け取ります。ショップにカード情報は渡りません。'],
  numberFault: ['Check the card number.', 'โปรดตรวจสอบหมายเลขบัตร', 'カード番号をご確認ください。'],
  expiryFault: ['Check the expiry date.', 'โปรดตรวจสอบวันหมดอายุ', '有効期限をご確認ください。'],
  codeFault: ['Check the security code.', 'โปรดตรวจสอบรหัสหลังบัตร', 'セキュリティコードをご確認ください。'],
  holderFault: ['Enter the name on the card.', 'โปรดกรอกชื่อบนบัตร', 'カード名義を入力してください。'],
  phoneFault: ['Enter a phone number of 10 or 11 digits.', 'โปรดกรอกหมายเลขโทรศัพท์ 10 หรือ 11 หลัก', '10桁または11桁の電話番号を入力してください。'],
  emailFault: ['Enter an e-mail address.', 'โปรดกรอกอีเมล', 'メールアドレスを入力してください。'],
  streetFault: ['Enter the street and number.', 'โปรดกรอกที่อยู่', '住所を入力してください。'],
  cityFault: ['Enter the city.', 'โปรดกรอกเมือง', '市区町村を入力してください。'],
  postcodeFault: ['Enter the postal code.', 'โปรดกรอกรหัสไปรษณีย์', '郵便番号を入力してください。'],
  nameFault: ['Enter your name.', 'โปรดกรอกชื่อ', 'お名前を入力してください。'],
  unreachable: ['There was no answer. Nothing was paid; try again.', 'ไม่มีการตอบกลับ ยังไม่มีการชำระเงิน โปรดลองอีกครั้ง',
    '応答がありませんでした。まだ支払われていません。もう一度お試しください。'],
  refusedCard: ['This card was not accepted. Check what you typed, or pay with another one.',
    'บัตรนี้ไม่ได้รับการยอมรับ โปรดตรวจสอบข้อมูลหรือใช้บัตรอื่น', 'このカードは利用できません。入力内容を確認するか、別のカードをお使いください。'],
  refused: ['This way to pay does not work here now. Choose another one.', 'ขณะนี้ใช้วิธีชำระเงินนี้ไม่ได้ โปรดเลือกวิธีอื่น',
    'このお支払い方法は現在ご利用いただけません。別の方法をお選びください。'],
  busy: ['Too much is going on just now. Nothing was paid; try again in a moment.', 'ขณะนี้ระบบไม่ว่าง ยังไม่มีการชำระเงิน โปรดลองอีกครั้งในอีกสักครู่',
    'ただいま混み合っています。まだ支払われていません。しばらくしてからお試しください。'],
  unset: ["The shop's payment form is not set up. Nothing was paid; tell the shop.", 'ร้านค้ายังตั้งค่าแบบฟอร์มชำระเงินไม่ถูกต้อง ยังไม่มีการชำระเงิน โปรดแจ้งร้านค้า',
    'お支払いフォームが正しく設定されていません。まだ支払われていません。ショップにお知らせください。'],
  none: ['There is no way to pay this amount here.', 'ไม่มีวิธีชำระเงินสำหรับยอดนี้', 'この金額に対応するお支払い方法がありません。'],
  alone: ["This form opens inside a shop's page.", 'แบบฟอร์มนี้เปิดในหน้าของร้านค้า', 'このフォームはショップのページ内で開きます。'],
  credit_card: ['Credit or debit card', 'บัตรเครดิต/เดบิต', 'クレジットカード・デビットカード'],
  internet_banking: ['Internet banking', 'อินเทอร์เน็ตแบงก์กิ้ง', 'インターネットバンキング'],
  mobile_banking: ['Mobile banking', 'โมบายแบงก์กิ้ง', 'モバイルバンキング'],
  installment: ['Installments', 'ผ่อนชำระ', '分割払い'],
  installment_wlb: ['Card installments', 'ผ่อนชำระด้วยบัตร', 'カード分割払い'],
  promptpay: ['PromptPay', 'พร้อมเพย์', 'PromptPay'],
  truemoney: ['TrueMoney Wallet', 'ทรูมันนี่ วอลเล็ท', 'TrueMoney Wallet'],
  truemoney_jumpapp: ['TrueMoney', 'ทรูมันนี่', 'TrueMoney'],
  points_citi: ['Citi points', 'คะแนน Citi', 'Citiポイント'],
  bill_payment_tesco_lotus: ["Lotus's bill payment", 'ชำระที่เคาน์เตอร์โลตัส', "Lotus's窓口払い"],
  econtext: ['Konbini, Pay-easy and online banking', 'ร้านสะดวกซื้อ Pay-easy และธนาคารออนไลน์ (ญี่ปุ่น)', 'コンビニ・Pay-easy・ネットバンキング'],
};

const PROPER_NAMES = {
  alipay: 'Alipay', alipay_cn: 'Alipay', alipay_hk: 'AlipayHK', alipayplus_mpm: 'Alipay+', atome: 'Atome', atome_qr: 'Atome QR',
  boost: 'Boost', dana: 'DANA', duitnow_qr: 'DuitNow QR', duitnow_obw: 'DuitNow Online Banking', fpx: 'FPX', gcash: 'GCash', grabpay: 'GrabPay', kakaopay: 'KakaoPay',
  maybank_qr: 'Maybank QRPay', paynow: 'PayNow', paypay: 'PayPay', rabbit_linepay: 'Rabbit LINE Pay', shopeepay: 'ShopeePay',
  shopeepay_jumpapp: 'ShopeePay', touch_n_go: "Touch 'n Go eWallet", truemoney_qr: 'TrueMoney QR', wechat_pay: 'WeChat Pay',
  wechat_pay_mpm: 'WeChat Pay QR', installment_paynext_extra_jumpapp: 'Pay Next Extra', installment_paynext_extra_qr: 'Pay Next Extra QR',
};

const GROUP = /^(internet_banking|mobile_banking|installment_wlb|installment)_/;
const BANKS = {
  bay: 'Krungsri', bbl: 'Bangkok Bank', first_choice: 'Krungsri First Choice', kbank: 'KBank', ktb: 'Krungthai', ktc: 'KTC', mbb: 'Maybank',
  ocbc: 'OCBC', ocbc_pao: 'OCBC Pay Anyone', scb: 'SCB', ttb: 'ttb', uob: 'UOB',
};

/** The texts of one of the languages; of the first one for any other. */
export function wordsIn(language) {
  const column = Math.max(0, LANGUAGES.indexOf(language));
  const word = (name, ...values) => WORDS[name][column].replace(/\{(\d)\}/g, (all, place) => values[place]);
  const bank = (type) => BANKS[type.replace(GROUP, '')] || type;
  const method = (id) => {
    if (WORDS[id] || PROPER_NAMES[id]) {
      return PROPER_NAMES[id] || word(id);
    }
    const group = GROUP.exec(id);
    return group ? word(group[1]) + ': ' + bank(id) : id.replace(/_/g, ' ');
  };
  return { word, bank, method, language: LANGUAGES[column] };
}
