Omise.setPublicKey('pkey_test_satang');
Omise.createToken(
  'card',
  { number: '4242424242424242', expiration_month: 12, expiration_year: 2035 }, // wrong
  (statusCode, response) => console.log(statusCode, response),
);
