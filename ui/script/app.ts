// The little that pages do by script; each is complete without it. Nothing is kept: no storage, no cookies, no requests.
import { announce } from './announce';
import { copyButtons } from './copy';
import { leaveInHaste } from './leave';
import { sendOnce } from './send_once';

for (const element of document.querySelectorAll<HTMLElement>('[data-with-script]')) element.hidden = false;
announce();
copyButtons();
leaveInHaste();
sendOnce();
