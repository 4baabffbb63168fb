Omise.createSource('promptpay', { amount: 12345, currency: 'THB' }, (statusCode, response) => {
  if (statusCode === 200) {
    console.log(response.id);
  }
  console.log(response.id); // wrong
});
