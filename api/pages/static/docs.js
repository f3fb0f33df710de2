// Starts Swagger UI; FastAPI's own page does so by an inline script, which the policy of our pages forbids.

const { SwaggerUIBundle } = window;
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
});
