import fc from 'fast-check';

// Property tests draw the same cases on every machine and in every run; a test that wants others names a seed of its own.
fc.configureGlobal({ seed: 20_261_122 });
