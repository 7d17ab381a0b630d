"""The browser side: the only package that may know JavaScript. Importing it touches nothing of the browser."""
