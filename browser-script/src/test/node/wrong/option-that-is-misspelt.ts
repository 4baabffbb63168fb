OmiseCard.open({
  amount: 12345,
  defaultPayment: 'promptpay', // wrong
});
