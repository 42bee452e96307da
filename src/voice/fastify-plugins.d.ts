// Makes the route options of these plugins known; they are registered where the server is made.
import '@fastify/rate-limit'
import '@fastify/websocket'
