// Shows the server's own API description. Nothing is stored in the browser, and no other host is asked.
SwaggerUIBundle({
  dom_id: '#page',
  url: '/openapi',
  validatorUrl: null,
  persistAuthorization: false,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
});
