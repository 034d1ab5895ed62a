/** Electron's channel for every message of the contract, both ways. */
export const messageChannel = 'bellwether:message';

/** From the preload script alone: paths of files that a person dropped, to be granted. */
export const grantChannel = 'bellwether:grant';
