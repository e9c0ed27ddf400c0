// The drawing of the house: rooms on their floors, the highest on top, each with what it holds. An arrow for every use would be a
// thicket; what a room may use stands in it, in words. Pure: rows in, SVG out, the same every time.

const width = 1120;
const margin = 24;
const roomHeight = 112;
const gap = 16;
const floorLabel = 84;

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function lines(text, charactersMax, linesMax) {
  const out = [''];
  for (const word of text.split(' ')) {
    const line = out[out.length - 1];
    if ((line + ' ' + word).trim().length <= charactersMax) out[out.length - 1] = (line + ' ' + word).trim();
    else out.push(word);
  }
  if (out.length > linesMax) {
    out.length = linesMax;
    out[linesMax - 1] += ' …';
  }
  return out;
}

function drawRoom(room, x, y, roomWidth) {
  const charactersMax = Math.floor((roomWidth - 24) / 7);
  const texts = [
    `<text class="name" x="${x + 12}" y="${y + 25}">${escape(room.name)}</text>`,
    ...lines(room.holds, charactersMax, 3).map((line, index) => `<text x="${x + 12}" y="${y + 46 + index * 16}">${escape(line)}</text>`),
  ];
  const uses = lines(room.uses.length > 0 ? `uses ${room.uses.join(', ')}` : 'uses nothing', charactersMax + 4, 1)[0];
  texts.push(`<text class="uses" x="${x + 12}" y="${y + 100}">${escape(uses)}</text>`);
  return `<rect x="${x}" y="${y}" width="${roomWidth}" height="${roomHeight}" rx="6"/>\n${texts.join('\n')}`;
}

export function drawHouse(rooms) {
  const floors = [...new Set(rooms.map(({ floor }) => floor))].sort((left, right) => right - left);
  const height = margin * 2 + floors.length * (roomHeight + gap) - gap;
  const parts = [];
  floors.forEach((floor, row) => {
    const y = margin + row * (roomHeight + gap);
    const here = rooms.filter((room) => room.floor === floor);
    const roomWidth = (width - margin * 2 - floorLabel - gap * (here.length - 1)) / here.length;
    parts.push(`<text class="floor" x="${margin}" y="${y + roomHeight / 2 + 5}">floor ${floor}</text>`);
    here.forEach((room, column) => parts.push(drawRoom(room, margin + floorLabel + column * (roomWidth + gap), y, roomWidth)));
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="The rooms of the house by floor; a room uses only rooms below it">
<style>
text { font: 13px system-ui, sans-serif; fill: #1d2b2f; }
.name { font-weight: 600; font-size: 16px; }
.uses, .floor { fill: #56666b; font-size: 12px; }
rect { fill: #f6f3ec; stroke: #2f6f73; }
</style>
<rect x="0" y="0" width="${width}" height="${height}" style="fill:#fffdf9;stroke:none"/>
${parts.join('\n')}
</svg>
`;
}
