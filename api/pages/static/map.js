// Puts the places of an answer on an outline of the world's countries. Everything stands in the list below the map too.

const places = JSON.parse(document.getElementById("places").textContent);
const world = await (await fetch("/static/vendor/world-atlas-2.0.2/countries-110m.json")).json();
const { L, topojson } = window;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const map = L.map("map", { attributionControl: false, worldCopyJump: true, minZoom: 1, maxZoom: 8 });
const outlines = L.geoJSON(topojson.feature(world, world.objects.countries)).addTo(map);

const byPlace = Map.groupBy(places, (told) => told.place_id);
const dots = [...byPlace.values()].map((told) => {
  const [first] = told;
  const list = document.createElement("ul");
  list.className = "plain";
  list.append(...told.map(line));
  const name = document.createElement("b");
  name.textContent = first.place;
  const says = document.createElement("div");
  says.append(name, list);
  return L.circleMarker([first.latitude, first.longitude], { radius: 5 + 3 * Math.sqrt(told.length) })
    .bindPopup(says)
    .bindTooltip(first.place)
    .addTo(map);
});

function line(told) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `/events/${encodeURIComponent(told.event_id)}`;
  link.textContent = [told.event, told.date].filter(Boolean).join(", ");
  item.append(link);
  return item;
}

function paint() {
  outlines.setStyle({ color: colour("line"), weight: 1, fillColor: colour("wash"), fillOpacity: 1 });
  for (const dot of dots) dot.setStyle({ color: colour("event"), fillColor: colour("event"), fillOpacity: 0.55, weight: 2 });
}

paint();
map.fitBounds(L.latLngBounds(dots.map((dot) => dot.getLatLng())).pad(0.4), { maxZoom: 5 });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
