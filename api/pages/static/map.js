// Puts the places of an answer on an outline of the world's countries. Everything stands in the list below the map too.

const places = JSON.parse(document.getElementById("places").textContent);
const world = await (await fetch("/static/vendor/world-atlas-2.0.2/countries-110m.json")).json();
const { L, topojson } = window;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const map = L.map("map", { attributionControl: false, scrollWheelZoom: false, minZoom: 1, maxZoom: 8 });
// Who scrolls the page over the map means the page, until she clicks the map.
map.on("focus", () => map.scrollWheelZoom.enable());
map.on("blur", () => map.scrollWheelZoom.disable());
map.fitBounds(L.latLngBounds(places.map((told) => [told.latitude, told.longitude])).pad(0.4), { maxZoom: 5 });
const outlines = L.geoJSON(flat(topojson.feature(world, world.objects.countries)), { interactive: false }).addTo(map);

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

/** The countries for a flat map: a coast that crosses 180° goes on beyond it; Antarctica, round the pole, is left out. */
function flat(countries) {
  const unwrap = (ring) => {
    const crosses = ring.some(([x], at) => at > 0 && Math.abs(x - ring[at - 1][0]) > 180);
    return crosses ? ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : ring;
  };
  const unwrapped = ({ type, coordinates }) => ({
    type,
    coordinates: type === "Polygon" ? coordinates.map(unwrap) : coordinates.map((polygon) => polygon.map(unwrap)),
  });
  return countries.features
    .filter((country) => country.id !== "010")
    .map((country) => ({ ...country, geometry: unwrapped(country.geometry) }));
}

function paint() {
  outlines.setStyle({ color: colour("panel"), weight: 1, fillColor: colour("line"), fillOpacity: 1 });
  for (const dot of dots) dot.setStyle({ color: colour("event"), fillColor: colour("event"), fillOpacity: 0.55, weight: 2 });
}

paint();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
