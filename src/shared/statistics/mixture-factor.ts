/** The distributions that a mixture is made of: p(x, z), p(x), p(x | z) and p(z | x). */
export type MixtureFactor = 'joint' | 'marginal' | 'x-given-z' | 'z-given-x';
