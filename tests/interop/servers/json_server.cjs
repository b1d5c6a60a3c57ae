// SPDX-License-Identifier: BSL-1.0
// json-server on a free port of the loopback interface.
//
// usage: node json_server.cjs COUNT, with the package in NODE_PATH. Prints the port.

'use strict';

const jsonServer = require('json-server');

const items = Array.from({length: Number(process.argv[2])}, (_, i) => ({id: i + 1, name: `item ${i + 1}`}));
const server = jsonServer.create();
server.use(jsonServer.router({items}));
const listening = server.listen(0, '127.0.0.1', () => console.log(listening.address().port));
