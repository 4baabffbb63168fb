'use strict';

// The client has no setting for a port, so its requests are sent to Satang here.
const http = require('http');
const https = require('https');

const base = new URL(process.env.SATANG_BASE_URL);

https.request = (options) => http.request({...options, host: base.hostname, port: base.port});
