// Kept out of the page: the content security policy allows no inline script.
window.SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#document",
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
});
