import { config } from 'zod';

// The content security policy allows no code made from strings. Without being told, Zod tries, and the
// browser reads the whole script once more to say where it was refused.
config({ jitless: true });
