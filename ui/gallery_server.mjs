// Serves build/gallery as the site would, with its Content-Security-Policy: what needs an inline style or script shows it here.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const gallery = join(dirname(fileURLToPath(import.meta.url)), '../build/gallery');
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

// `answer(request)`: asked first; what it returns is sent as a page.
export async function serveGallery(answer = () => undefined) {
  const server = createServer((request, response) => {
    const own = answer(request);
    const path = normalize(new URL(request.url, 'http://gallery').pathname);
    try {
      const body = own ?? readFileSync(join(gallery, path));
      const type = own === undefined ? types[extname(path)] : types['.html'];
      response.writeHead(200, { 'content-type': type ?? 'text/plain', 'content-security-policy': policy });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
