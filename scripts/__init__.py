"""What the Makefile calls: set-up of the environment and the browser, and the start of the server."""
