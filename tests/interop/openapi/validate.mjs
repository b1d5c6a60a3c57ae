// SPDX-License-Identifier: BSL-1.0
// Validates OpenAPI documents. Usage: node validate.mjs MODULES FILE…; prints one line of JSON for each file.

import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const place = createRequire(`${modules}/`).resolve("@seriousme/openapi-schema-validator");
const { Validator } = await import(pathToFileURL(place));
for (const file of files) {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(fs.readFileSync(file, "utf8")));
  console.log(JSON.stringify({ file, valid, version: validator.version, errors }));
}
