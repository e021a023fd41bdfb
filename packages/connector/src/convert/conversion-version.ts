/** Raise it when documents are converted differently: it is part of every revision, so that all are read again. */
export const CONVERSION_VERSION = 8;
