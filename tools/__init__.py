"""What ``build.py`` calls: set-up, assets, packaging, servers, tests, checks and measurements."""
