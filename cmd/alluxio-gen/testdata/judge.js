// Judges the page that it is appended to, as a browser has laid it out, and leaves what is wrong in the document.
const wrong = []
const look = (selector) => [...document.querySelectorAll(selector)]

// Nothing comes from elsewhere, and nothing is cut off or wider than the window.
if (performance.getEntriesByType('resource').length) wrong.push('it loads ' + performance.getEntriesByType('resource')[0].name)
if (document.documentElement.scrollWidth > window.innerWidth) wrong.push('it is wider than the window')
for (const g of look('svg g')) {
	const box = g.querySelector('rect').getBBox()
	for (const text of g.querySelectorAll('text')) {
		const t = text.getBBox()
		if (t.x < box.x || t.x + t.width > box.x + box.width || t.y + t.height > box.y + box.height) wrong.push('outside its box: ' + text.textContent)
	}
}
const picture = document.querySelector('svg').getBBox()
const size = document.querySelector('svg').viewBox.baseVal
if (picture.x < 0 || picture.y < 0 || picture.x + picture.width > size.width || picture.y + picture.height > size.height) wrong.push('the drawing is cut off')

// No two boxes overlap.
const boxes = look('svg g rect').map((r) => r.getBBox())
boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
	if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) wrong.push('two boxes overlap')
}))

// Text stands out from what is behind it: 4.5 to 1, as WCAG asks for.
const light = (color) => color.match(/[\d.]+/g).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05) }
const need = (what, a, b) => { if (contrast(a, b) < 4.5) wrong.push(`${what}: ${a} on ${b}`) }
for (const text of look('svg g text')) need(text.textContent, getComputedStyle(text).fill, getComputedStyle(text.parentNode.querySelector('rect')).fill)
const card = getComputedStyle(look('.card')[0]).backgroundColor
for (const text of look('.card td, .card th, .card .terms, .card .key, .card h3')) need(text.textContent, getComputedStyle(text).color, card)
need('lead', getComputedStyle(look('.lead')[0]).color, getComputedStyle(document.body).backgroundColor)

// Each bar is full where its sum is the largest, and no bar is longer.
for (const bar of look('.bar')) {
	if ([...bar.children].reduce((sum, part) => sum + part.getBoundingClientRect().width, 0) > bar.clientWidth + bar.children.length) wrong.push('a bar is too long')
}

const dark = light(getComputedStyle(document.body).backgroundColor) < 0.2
const bars = look('.bar').length
document.body.innerHTML = '<pre id="verdict"></pre>'
document.getElementById('verdict').textContent = JSON.stringify({wrong, dark, boxes: boxes.length, bars})
