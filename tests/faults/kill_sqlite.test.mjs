import { killedOn } from './kills.mjs';

killedOn('SQLite');
