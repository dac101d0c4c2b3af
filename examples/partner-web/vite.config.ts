import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => {
  const graph = new URL(loadEnv(mode, '.', 'LINTEL_')['LINTEL_URL'] ?? 'http://127.0.0.1:5080/graphql').origin;
  // The pages and the graph share an origin here. In production a reverse proxy does the same, or the server names the origin of the
  // pages in Lintel:Transport:AllowedOrigins.
  const proxy = {
    '/graphql': { target: graph, ws: true },
    '/graphiql/personas.json': graph,
    '/media': graph,
  };
  return {
    plugins: [react()],
    // Relative addresses: the static files may lie in any folder.
    base: './',
    server: { proxy },
    preview: { proxy },
  };
});
