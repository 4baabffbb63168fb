// Verifies webhook.json, which is {secret, headers, body}, as a receiver would, and that another body is refused.
const fs = require('node:fs')
const { Webhook, WebhookVerificationError } = require('standardwebhooks')

const { secret, headers, body } = JSON.parse(fs.readFileSync('webhook.json', 'utf8'))
const webhook = new Webhook(secret)
console.log(webhook.verify(body, headers).id)
try {
  webhook.verify(body + ' ', headers)
} catch (refused) {
  process.exit(refused instanceof WebhookVerificationError ? 0 : 1)
}
process.exit(1)
