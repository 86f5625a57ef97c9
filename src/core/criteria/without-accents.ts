// At three in the morning nobody types accents: "nao funciona", "donnees perdues".

/** Letter for letter, so that places stay where they are. Latin only: "й" is no "и". */
export function withoutAccents(text: string): string {
  return text.replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize('NFD').slice(0, 1));
}
