import { killedOn } from './kills.mjs';

killedOn('PostgreSQL');
