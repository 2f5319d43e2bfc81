"""What stands between people and the engine: the web's one origin, and the way in for mail."""
