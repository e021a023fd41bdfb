/** The one that Debian’s packages of Python libraries belong to, whatever else is installed. */
export const DEBIAN_PYTHON = '/usr/bin/python3';
