/**
 * Output of the bundler for every script of the page: with one character beyond Latin-1 in it an engine keeps the whole text
 * as two bytes a character, for as long as the page is there.
 */
export const ASCII_SCRIPTS = { charset: 'ascii' } as const;
