const ignore = () => {};

/** What the tokenizer also tells of, and nobody here wants to know. */
export const UNHEARD = {
  onattribentity: ignore,
  ontextentity: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onprocessinginstruction: ignore,
  onend: ignore,
};
