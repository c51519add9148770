/** The text that a PDF of ours draws, line by line: our pages are not compressed, and in Windows-1252. */
export function textOf(file: Buffer): string {
  const shown = file.toString("latin1").matchAll(/(?:\(((?:\\.|[^\\)])*)\)|<([0-9A-Fa-f]*)>) Tj/g);
  const decoder = new TextDecoder("windows-1252");
  return [...shown]
    .map(([, plain, hex]) => {
      const bytes = hex === undefined ? Buffer.from(plain.replace(/\\(.)/g, "$1"), "latin1") : Buffer.from(hex, "hex");
      return decoder.decode(bytes).replace(/\u00a0/g, " ");
    })
    .join("\n");
}
