// Puts the browser's files into one folder: minified JavaScript, one style sheet, the WebAssembly, the font,
// with .br and .gz beside each that compression makes smaller. A file whose content is the same is left
// untouched, so that nothing that embeds it is built again.
// node scripts/assets.mjs FOLDER_OF_THE_WASM FOLDER_TO_FILL
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const [work, site] = process.argv.slice(2);
const font = "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2";
const browsers = ["chrome111", "firefox113", "safari16.4"];

async function script(path, format = "esm") {
  const { code } = await transform(readFileSync(path, "utf8"), { minify: true, format, target: "es2022" });
  return Buffer.from(code);
}

async function style(path) {
  const { outputFiles } = await build({
    entryPoints: [path], bundle: true, minify: true, write: false, target: browsers,
    external: ["*.woff2", "*.svg"], logLevel: "warning",
  });
  return Buffer.from(outputFiles[0].contents);
}

const files = {
  "coup-de-main.js": await script(join(work, "bindgen/coup-de-main.js")),
  "coup-de-main_bg.wasm": readFileSync(join(work, "coup-de-main_bg.wasm")),
  "start.js": await script("app/start.js"),
  "frame.js": await script("app/frame.js", "iife"),
  "coup-de-main.css": await style("style/main.css"),
  "bricolage.woff2": readFileSync(createRequire(import.meta.url).resolve(font)),
};

mkdirSync(site, { recursive: true });
const kept = new Set();
for (const [name, content] of Object.entries(files)) {
  const path = join(site, name);
  const copies = name.endsWith(".woff2") ? [] : [".br", ".gz"];
  for (const suffix of ["", ...copies]) kept.add(name + suffix);
  const complete = ["", ...copies].every((suffix) => existsSync(path + suffix));
  if (complete && readFileSync(path).equals(content)) continue;
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  if (copies.length) {
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: parameters }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
  writeFileSync(path, content);
}
for (const name of readdirSync(site)) if (!kept.has(name)) rmSync(join(site, name), { recursive: true });

const kilobytes = (name) => `${(readFileSync(join(site, name)).length / 1024).toFixed(1)} kB`;
for (const name of Object.keys(files)) {
  const compressed = kept.has(`${name}.br`) ? `, ${kilobytes(`${name}.br`)} brotli` : "";
  console.log(`    ${name}: ${kilobytes(name)}${compressed}`);
}
