import * as z from 'zod';

// The page's Content-Security-Policy forbids `new Function`, by which zod would speed up its parsers. Imported first.
z.config({ jitless: true });
